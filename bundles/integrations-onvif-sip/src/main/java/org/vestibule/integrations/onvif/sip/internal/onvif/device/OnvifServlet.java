// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapRequest;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * The stations as ONVIF devices, {@code /onvif/v1/STATION/...}: what is asked for. Without a
 * configuration each path is unknown. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/onvif/v1/*")
public final class OnvifServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(OnvifServlet.class);

  /** Requests are short; answers of a house are as well. */
  private static final int MOST_BYTES = 64 * 1024;

  private final transient OnvifDevices devices;
  private final transient Clock clock = Clock.systemUTC();
  private final transient OnvifAccess access = new OnvifAccess(clock);
  private final transient DeviceAnswers device = new DeviceAnswers(clock);
  private final transient EventAnswers events = new EventAnswers(clock);
  private final transient Snapshots snapshots = new Snapshots();
  private transient volatile Visits visits;

  @Activate
  public OnvifServlet(@Reference OnvifDevices devices) {
    this.devices = devices;
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

  @Deactivate
  void stop() {
    snapshots.close();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    DeviceSettings settings = devices.settings();
    String[] parts =
        Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1).split("/", -1);
    boolean snapshot = parts.length == 2 && parts[1].equals(MediaAnswers.SNAPSHOT);
    if (settings.user().isEmpty() || parts.length < 2 || parts.length > 3) {
      response.setStatus(404);
    } else if (!request.getMethod().equals(snapshot ? "GET" : "POST")) {
      response.setStatus(405);
    } else {
      answer(request, response, settings, parts, snapshot);
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      DeviceSettings settings,
      String[] parts,
      boolean snapshot)
      throws IOException {
    try {
      if (snapshot) {
        access.admit(request, "", Optional.empty(), settings);
        devices.asked();
        picture(response, station(parts[0]));
      } else {
        send(response, 200, SoapMessage.MEDIA_TYPE, SoapMessage.write(operate(request, parts)));
      }
    } catch (OnvifRefusal refusal) {
      refuse(response, refusal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.setStatus(503);
    } catch (RuntimeException e) {
      LOG.error("An ONVIF request failed: {}", request.getRequestURI(), e);
      refuse(response, OnvifRefusal.unsupported("Look into the gateway's log"));
    }
  }

  private Xml operate(HttpServletRequest request, String[] parts)
      throws IOException, OnvifRefusal, InterruptedException {
    SoapRequest asked = read(request);
    DeviceSettings settings = devices.settings();
    String operation = asked.operation().name();
    boolean known = access.admit(request, operation, asked.login(), settings);
    if (known) {
      devices.asked();
    } else if (devices.find(parts[0]).isEmpty()) {
      // Which stations there are is for who is known.
      throw OnvifRefusal.noLogin();
    }
    OfferedStation station = station(parts[0]);
    String base = base(request, parts[0]);
    if (parts.length == 3 && parts[1].equals(EventAnswers.SUBSCRIPTION)) {
      return events.answer(station, asked.operation(), clock.instant(), parts[2]);
    }
    if (operation.equals("CreatePullPointSubscription")) {
      devices.lookAtDoor(station);
    }
    return switch (parts[1]) {
      case DeviceAnswers.PATH -> device.answer(station, asked.operation(), base);
      case MediaAnswers.PATH, MediaAnswers.PATH2 ->
          MediaAnswers.answer(
              new MediaAnswers.About(
                  station,
                  station.masked()
                      ? Optional.empty()
                      : Optional.ofNullable(settings.streams().get(parts[0])),
                  snapshots.size(station.info().id()),
                  base),
              asked.operation());
      case EventAnswers.PATH -> events.answer(station, asked.operation(), base);
      default -> throw OnvifRefusal.unknown("NoService", "No such service");
    };
  }

  private static SoapRequest read(HttpServletRequest request) throws IOException, OnvifRefusal {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw OnvifRefusal.malformed("At most " + MOST_BYTES + " bytes");
    }
    try {
      return SoapRequest.read(body);
    } catch (VestibuleException e) {
      throw OnvifRefusal.malformed(e.input() + ": " + e.found());
    }
  }

  private OfferedStation station(String id) throws OnvifRefusal {
    return devices
        .find(id)
        .orElseThrow(() -> OnvifRefusal.unknown("NoStation", "No such station is offered"));
  }

  private void picture(HttpServletResponse response, OfferedStation station)
      throws IOException, InterruptedException {
    try {
      Optional<byte[]> jpeg = snapshots.of(station, visits);
      if (jpeg.isPresent()) {
        send(response, 200, "image/jpeg", jpeg.get());
        return;
      }
    } catch (VestibuleException e) {
      LOG.debug("No snapshot of {}: {}", station.info().id(), e.getMessage());
    }
    response.setHeader("Retry-After", "2");
    response.setStatus(503);
  }

  private void refuse(HttpServletResponse response, OnvifRefusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", access.challenge(refusal.stale()));
    } else if (refusal.status() == 429) {
      response.setHeader("Retry-After", "60");
    }
    send(response, refusal.status(), SoapMessage.MEDIA_TYPE, refusal.body());
  }

  /** Returns where the station's services are, by the name that the client itself used. */
  private static String base(HttpServletRequest request, String station) {
    String url = request.getRequestURL().toString();
    String path = request.getContextPath() + request.getServletPath();
    String root = url.substring(0, url.length() - request.getRequestURI().length());
    return root + path + "/" + station + "/";
  }

  private static void send(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
