// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.ReaderFront;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.visit.Visits;

/**
 * The panels' side of the gateway, {@code /station/v1/STATION/...}: what is asked for. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/station/v1/*")
public final class PanelServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PanelServlet.class);

  private final transient PanelAccess access;
  private final transient PanelRequests requests;
  private final transient PanelLive live;
  private final transient VisitorDisplay display = new VisitorDisplay();
  private final transient ReaderFronts fronts = new ReaderFronts();
  private transient volatile Visits visits;

  @Activate
  public PanelServlet(@Reference HttpStations stations, @Reference PanelLive live) {
    this.access = new PanelAccess(stations);
    this.live = live;
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

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setPrompts(SpeechPrompts service) {
    display.setPrompts(service);
  }

  void unsetPrompts(SpeechPrompts service) {
    display.unsetPrompts(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setFront(ReaderFront service) {
    fronts.set(service);
  }

  void unsetFront(ReaderFront service) {
    fronts.unset(service);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      route(request, response);
    } catch (Refusal refusal) {
      Answers.swallow(request);
      Answers.write(response, refusal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Answers.write(
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
      Answers.write(
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
    if (parts.length == 2 && parts[1].equals("live")) {
      live.open(request, response, parts[0]);
      return;
    }
    HttpStation station = access.station(request, parts[0]);
    Visits service = visits;
    if (service == null) {
      throw noVisits();
    }
    String method = request.getMethod();
    if (parts.length == 2 && parts[1].equals("press")) {
      require(method, "POST");
      String visit = requests.press(service, station, request.getInputStream());
      response.setHeader(
          "Location", request.getServletPath() + "/" + parts[0] + "/visits/" + visit);
      Answers.write(response, 201, Map.of("visit", visit));
    } else if (parts.length == 3 && parts[1].equals("visits")) {
      require(method, "GET");
      Map<String, Object> shown =
          display.shown(requests.story(service, station, parts[2]), request);
      fronts.shown(station.info().door()).ifPresent(reader -> shown.put("reader", reader));
      Answers.write(response, 200, shown);
    } else if (parts.length == 2 && parts[1].equals("reader")) {
      require(method, "GET");
      Answers.write(
          response, 200, fronts.shown(station.info().door()).orElseThrow(ReaderFronts::noReader));
    } else if (parts.length == 2 && parts[1].equals("keys")) {
      require(method, "POST");
      if (!fronts.keyed(station.info().door(), TalkRequests.keys(request.getInputStream()))) {
        throw ReaderFronts.notTaken();
      }
      response.setStatus(204);
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
        Answers.write(response, 202, Map.of("samples", samples));
      }
      case "talk" -> {
        require(request.getMethod(), "GET");
        TalkRequests.talk(
            () -> visits, station, requests.own(service, station, parts[2]), response);
      }
      case "keys" -> {
        require(request.getMethod(), "POST");
        TalkRequests.keys(
            fronts,
            station,
            service,
            requests.own(service, station, parts[2]),
            request.getInputStream());
        response.setStatus(204);
      }
      case "end" -> {
        require(request.getMethod(), "POST");
        requests.end(service, station, parts[2]);
        response.setStatus(204);
      }
      default -> throw noSuchPath(request.getPathInfo());
    }
  }

  static Refusal noVisits() {
    return new Refusal(
        503,
        "visits-unavailable",
        "gateway",
        "the visits' service is missing",
        "a gateway whose core runs",
        "Try again in some seconds.");
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
        "live, press, visits/VISIT, visits/VISIT/ frames, audio, talk, keys, end",
        "Correct the path.");
  }
}
