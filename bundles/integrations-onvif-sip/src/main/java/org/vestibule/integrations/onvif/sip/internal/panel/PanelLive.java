// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.door.ReaderFront;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.visit.Visits;
import org.vestibule.web.socket.Socket;
import org.vestibule.web.socket.SocketLimits;
import org.vestibule.web.socket.WebSockets;

/**
 * The panels that hold one WebSocket, {@code /station/v1/STATION/live}: at most one device for each
 * station, the newest. Thread-safe.
 */
@Component(service = PanelLive.class)
public final class PanelLive {
  private static final Logger LOG = LoggerFactory.getLogger(PanelLive.class);

  /** Devices that have not said yet who they are. */
  private static final int MOST_STRANGERS = 16;

  private static final int MOST_TEXT_BYTES = 4 << 10;
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** Of a stranger no picture is taken, so that strangers do not fill the memory. */
  private static final SocketLimits STRANGER =
      new SocketLimits(MOST_TEXT_BYTES, MOST_TEXT_BYTES, IDLE);

  private static final SocketLimits STATION =
      new SocketLimits(MOST_TEXT_BYTES, 1 + FrameUpload.MOST_BYTES, IDLE);

  private static final long TICK_MILLIS = 200;
  private static final int ENDING_SECONDS = 2;

  private final PanelAccess access;
  private final PanelRequests requests = new PanelRequests();
  private final VisitorDisplay display = new VisitorDisplay();
  private final Set<LivePanel> panels = ConcurrentHashMap.newKeySet();
  private final Map<String, LivePanel> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-panels-live");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Visits visits;
  private volatile SiteLaw site;
  private final ReaderFronts fronts = new ReaderFronts();

  @Activate
  public PanelLive(@Reference HttpStations stations) {
    access = new PanelAccess(stations);
    clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void close() throws InterruptedException {
    clock.shutdownNow();
    panels.forEach(LivePanel::goAway);
    clock.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
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

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setSite(SiteLaw service) {
    site = service;
  }

  void unsetSite(SiteLaw service) {
    if (site == service) {
      site = null;
    }
  }

  /** Returns what people call the building; empty while nobody says. */
  String building() {
    SiteLaw present = site;
    return present == null ? "" : present.building();
  }

  /** Answers with a WebSocket; who it is the device says in its first message. */
  void open(HttpServletRequest request, HttpServletResponse response, String station)
      throws IOException, Refusal {
    if (!WebSockets.wanted(request)) {
      response.setHeader("Upgrade", "websocket");
      throw new Refusal(
          426,
          "websocket-needed",
          "request",
          "no WebSocket",
          "Upgrade: websocket",
          "Open it as a WebSocket.");
    }
    if (panels.size() - known.size() >= MOST_STRANGERS) {
      throw new Refusal(
          503,
          "panels-busy",
          "device",
          "too many that have not said who they are",
          MOST_STRANGERS + " at a time",
          "Try again in some seconds.");
    }
    if (!WebSockets.upgrade(request, response, STRANGER, new LivePanel(this, station))) {
      throw new Refusal(
          400,
          "websocket-invalid",
          "request",
          "no proper WebSocket handshake",
          "RFC 6455, version 13",
          "Correct the handshake; the web server must have WebSocket switched on.");
    }
  }

  private void tick() {
    for (LivePanel panel : panels) {
      try {
        panel.tick(System.nanoTime());
      } catch (RuntimeException e) {
        LOG.error("Live panel {} failed", panel.name(), e);
        panel.goAway();
      }
    }
  }

  void opened(LivePanel panel) {
    panels.add(panel);
  }

  /** Its token is right: whichever device was this station before is so no longer. */
  void introduced(LivePanel panel, Socket socket) {
    socket.allow(STATION);
    LivePanel before = known.put(panel.name(), panel);
    if (before != null && before != panel) {
      before.replaced();
    }
  }

  void closed(LivePanel panel) {
    panels.remove(panel);
    known.remove(panel.name(), panel);
  }

  PanelAccess access() {
    return access;
  }

  PanelRequests requests() {
    return requests;
  }

  VisitorDisplay display() {
    return display;
  }

  /** Returns the visits' service. */
  Visits visits() throws Refusal {
    Visits service = visits;
    if (service == null) {
      throw PanelServlet.noVisits();
    }
    return service;
  }

  /** Returns the visits' service of this moment, if there is one. */
  Optional<Visits> visitsNow() {
    return Optional.ofNullable(visits);
  }

  /** Returns what access panels want of their doors' stations. */
  ReaderFronts fronts() {
    return fronts;
  }
}
