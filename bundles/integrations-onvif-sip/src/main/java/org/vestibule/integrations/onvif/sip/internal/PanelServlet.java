// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.Visits;

/**
 * The panels' side of the gateway, {@code /station/v1/STATION/...}: who asks, what for, and how an
 * error is told (RFC 9457). Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/station/v1/*")
public final class PanelServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PanelServlet.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_SWALLOWED = 2L * FrameUpload.MOST_BYTES;
  private static final long SWALLOW_NANOS = 2_000_000_000L;
  private static final String BEARER = "Bearer ";

  private final transient HttpStations stations;
  private final transient PanelRequests requests;
  private final transient Map<String, FailureLimit> failures = new ConcurrentHashMap<>();
  private transient volatile Visits visits;

  @Activate
  public PanelServlet(@Reference HttpStations stations) {
    this.stations = stations;
    this.requests = new PanelRequests();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setVisits(Visits service) {
    visits = service;
  }

  void unsetVisits(Visits service) {
    if (visits == service) {
      visits = null;
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      route(request, response);
    } catch (Refusal refusal) {
      swallow(request);
      write(response, refusal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      write(
          response,
          new Refusal(
              503,
              "gateway-stopping",
              "gateway",
              "stopping",
              "a running gateway",
              "Try again in some seconds."));
    } catch (RuntimeException e) {
      LOG.error("A panel's request failed: {}", request.getRequestURI(), e);
      write(
          response,
          new Refusal(
              500,
              "internal",
              "request",
              "an unexpected error",
              "none",
              "Look into the gateway's log."));
    }
  }

  private void route(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException, Refusal {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    String[] parts = path.substring(1).split("/", -1);
    HttpStation station = authorized(request, parts[0]);
    Visits service = visits;
    if (service == null) {
      throw new Refusal(
          503,
          "visits-unavailable",
          "gateway",
          "the visits' service is missing",
          "a gateway whose core runs",
          "Try again in some seconds.");
    }
    String method = request.getMethod();
    if (parts.length == 2 && parts[1].equals("press")) {
      require(method, "POST");
      String visit = requests.press(service, station, request.getInputStream());
      response.setHeader(
          "Location", request.getServletPath() + "/" + parts[0] + "/visits/" + visit);
      write(response, 201, Map.of("visit", visit));
    } else if (parts.length == 3 && parts[1].equals("visits")) {
      require(method, "GET");
      write(response, 200, requests.shown(service, station, parts[2]));
    } else if (parts.length == 4 && parts[1].equals("visits")) {
      media(request, response, station, service, parts);
    } else {
      throw noSuchPath(path);
    }
  }

  private void media(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStation station,
      Visits service,
      String[] parts)
      throws IOException, InterruptedException, Refusal {
    switch (parts[3]) {
      case "frames" -> {
        require(request.getMethod(), "POST");
        requests.frame(service, station, parts[2], request);
        response.setStatus(202);
      }
      case "audio" -> {
        require(request.getMethod(), "POST");
        long samples = requests.sound(service, station, parts[2], request);
        write(response, 202, Map.of("samples", samples));
      }
      case "end" -> {
        require(request.getMethod(), "POST");
        requests.end(service, station, parts[2]);
        response.setStatus(204);
      }
      default -> throw noSuchPath(request.getPathInfo());
    }
  }

  private HttpStation authorized(HttpServletRequest request, String id) throws Refusal {
    String header = request.getHeader("Authorization");
    boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String presented = bearer ? header.substring(BEARER.length()).strip() : "";
    Optional<HttpStation> station = stations.find(id);
    if (station.isPresent() && station.get().admits(presented)) {
      return station.get();
    }
    // Names that are no station share one count, so that made-up names do not fill the memory.
    FailureLimit limit =
        failures.computeIfAbsent(station.isPresent() ? id : "", key -> new FailureLimit());
    if (!limit.allows(System.nanoTime())) {
      throw new Refusal(
          429,
          "too-many-failures",
          "token",
          "too many wrong tokens",
          FailureLimit.MOST + " a minute",
          "Wait a minute and use the right token.");
    }
    throw new Refusal(
        401,
        "unauthorized",
        "station or token",
        bearer ? "not known" : "no bearer token",
        "a configured station with its own token",
        "Send 'Authorization: Bearer TOKEN' with the token from the station's token file.");
  }

  /**
   * Reads on a while, so that a panel that writes its whole body before it reads gets the answer
   * and not a broken connection. Live streams are cut off.
   */
  private static void swallow(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (length <= 0 || length > MOST_SWALLOWED) {
      return;
    }
    long deadline = System.nanoTime() + SWALLOW_NANOS;
    byte[] nowhere = new byte[8192];
    InputStream in = request.getInputStream();
    while (System.nanoTime() - deadline < 0 && in.read(nowhere) >= 0) {
      // Only the end of the body or of the patience matters.
    }
  }

  private static void require(String method, String allowed) throws Refusal {
    if (!method.equals(allowed)) {
      throw new Refusal(
          405, "method-not-allowed", "method", method, allowed, "Use " + allowed + ".");
    }
  }

  private static Refusal noSuchPath(String path) {
    return new Refusal(
        404,
        "unknown-path",
        "path",
        path.length() > 200 ? "too long" : path,
        "press, visits/VISIT, visits/VISIT/frames, visits/VISIT/audio, visits/VISIT/end",
        "Correct the path.");
  }

  private static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    VestibuleException problem = refusal.problem();
    response.reset();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "about:blank");
    fields.put("status", refusal.status());
    fields.put("title", problem.input() + ": " + problem.found());
    fields.put("code", problem.code());
    fields.put("input", problem.input());
    fields.put("found", problem.found());
    fields.put("allowed", problem.allowed());
    fields.put("remedy", problem.remedy());
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"vestibule-station\"");
    }
    if (refusal.status() == 429) {
      response.setHeader("Retry-After", "60");
    }
    send(response, refusal.status(), "application/problem+json", fields);
  }

  private static void write(HttpServletResponse response, int status, Map<String, ?> fields)
      throws IOException {
    send(response, status, "application/json", fields);
  }

  private static void send(
      HttpServletResponse response, int status, String type, Map<String, ?> fields)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(fields);
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
