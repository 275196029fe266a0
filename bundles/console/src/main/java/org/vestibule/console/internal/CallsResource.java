// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Calls;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.Farewell;
import org.vestibule.api.visit.VisitId;
import org.vestibule.web.socket.SocketLimits;
import org.vestibule.web.socket.WebSockets;

/** The calls that ring for whoever asks: answering, seeing, talking, opening, hanging up. */
final class CallsResource {
  /** How a page answers, for the story and the audit. */
  private static final String SURFACE = "browser";

  private static final int MOST_MINUTES = 24 * 60;
  private static final SocketLimits VOICE = new SocketLimits(1024, 6401, Duration.ofSeconds(60));

  /** The body of a farewell. */
  record Leave(String farewell) {}

  /** The body that lets nothing ring for so long. */
  record Quiet(Integer minutes) {}

  private final House house;
  private final Guard guard;
  private final CallPages pages;
  private final HeldCalls held = new HeldCalls();

  CallsResource(House house, Guard guard, CallPages pages) {
    this.house = house;
    this.guard = guard;
    this.pages = pages;
  }

  void routes(Router router) {
    Permission may = Permission.ANSWER_CALLS;
    router
        .within(may, "GET", "/calls", this::list)
        .within(may, "GET", "/calls/events", this::events)
        .within(may, "GET", "/calls/quiet", this::quietUntil)
        .within(may, "PUT", "/calls/quiet", this::quiet)
        .within(may, "POST", "/calls/{id}/answer", this::answer)
        .within(may, "POST", "/calls/{id}/decline", this::decline)
        .within(may, "POST", "/calls/{id}/open", this::open)
        .within(may, "POST", "/calls/{id}/leave", this::leave)
        .within(may, "POST", "/calls/{id}/hang-up", this::hangUp)
        .within(may, "GET", "/calls/{id}/picture", this::picture)
        .within(may, "GET", "/calls/{id}/voice", this::voice);
  }

  void close() {
    held.close();
  }

  private Calls calls() throws Problem {
    return House.need(house.calls, "calls");
  }

  private Reply list(Request request) throws Problem {
    return Reply.ok(calls().of(request.caller()).stream().map(EventFields::plain).toList());
  }

  private Reply events(Request request) throws Problem {
    pages.refuseWhenFull();
    HttpServletResponse response = request.response();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext async = request.http().startAsync();
    async.setTimeout(0);
    try {
      pages.join(async, request.session(), still(request));
    } catch (IOException e) {
      async.complete();
    }
    return Reply.STREAMING;
  }

  private Supplier<Optional<Caller>> still(Request request) {
    return () ->
        (request.session().isPresent()
                ? guard.still(request.session().get())
                : guard.still(request.caller()))
            .filter(caller -> caller.may(Permission.ANSWER_CALLS));
  }

  private Reply answer(Request request) throws VestibuleException {
    String id = request.part("id");
    Conversation conversation = calls().answer(id, request.caller(), SURFACE);
    held.hold(id, new HeldCall(conversation, owner(request), still(request)));
    return Reply.ok(Map.of("call", id, "visit", conversation.visit().value()));
  }

  private Reply decline(Request request) throws VestibuleException {
    calls().decline(request.part("id"), request.caller());
    return Reply.noContent();
  }

  private Reply open(Request request) throws VestibuleException {
    Conversation conversation = mine(request).conversation();
    try {
      return Reply.ok(EventFields.plain(Map.of("outcome", conversation.open())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
          503, "gateway-stopping", "gateway", "stopping", "a running one", "Look at the door.", e);
    }
  }

  private Reply leave(Request request) throws Problem {
    String wanted = request.body(Leave.class, Json.SMALL).farewell();
    Farewell farewell =
        Arrays.stream(Farewell.values())
            .filter(one -> label(one).equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "farewell",
                        wanted == null ? "none" : Request.shortened(wanted),
                        "parcel-room, declined, assistant",
                        "Send {\"farewell\": \"parcel-room\"}"));
    HeldCall call = mine(request);
    call.conversation().leave(farewell);
    call.end();
    return Reply.noContent();
  }

  private static String label(Farewell farewell) {
    return farewell.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Reply hangUp(Request request) throws Problem {
    mine(request).end();
    return Reply.noContent();
  }

  /** Returns the conversation of this session; anybody else's does not exist for it. */
  private HeldCall mine(Request request) throws Problem {
    return held.find(request.part("id"), owner(request)).orElseThrow(() -> unknown(request));
  }

  private static Problem unknown(Request request) {
    return new Problem(
        404,
        "unknown-call",
        "call",
        Request.shortened(request.part("id")),
        "a call that rings for you, or that this session answered",
        "Look it up under /api/calls.");
  }

  private static String owner(Request request) {
    return request.session().orElse("bearer " + request.who());
  }

  private Reply picture(Request request) throws VestibuleException {
    Optional<Frame> frame = House.need(house.visits, "visits").picture(visit(request));
    return frame.isEmpty() ? Reply.noContent() : VisitorPicture.answer(request, frame.get());
  }

  private VisitId visit(Request request) throws Problem {
    Optional<HeldCall> mine = held.find(request.part("id"), owner(request));
    if (mine.isPresent()) {
      return mine.get().conversation().visit();
    }
    return calls().of(request.caller()).stream()
        .filter(call -> call.id().equals(request.part("id")))
        .filter(call -> call.state() == Call.State.RINGING)
        .map(Call::visit)
        .findFirst()
        .orElseThrow(() -> unknown(request));
  }

  /** A cookie goes along with a WebSocket of any site's page: the origin decides. */
  private Reply voice(Request request) throws Problem {
    HttpServletRequest http = request.http();
    Guard.checkOrigin(http);
    HeldCall call = mine(request);
    if (!WebSockets.wanted(http)) {
      throw new Problem(
              426,
              "websocket-needed",
              "request",
              "no WebSocket",
              "Upgrade: websocket",
              "Open it as a WebSocket.")
          .with("Upgrade", "websocket");
    }
    try {
      if (!WebSockets.upgrade(http, request.response(), VOICE, new CallVoice(call))) {
        throw new Problem(
            400,
            "websocket-invalid",
            "request",
            "no proper WebSocket handshake",
            "RFC 6455, version 13",
            "Correct the handshake; the web server must have WebSocket switched on.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Reply.STREAMING;
  }

  private Reply quietUntil(Request request) throws Problem {
    return Reply.ok(until(request));
  }

  private Reply quiet(Request request) throws VestibuleException {
    Integer minutes = request.body(Quiet.class, Json.SMALL).minutes();
    if (minutes == null || minutes < 0 || minutes > MOST_MINUTES) {
      throw Problem.invalid(
          "minutes",
          String.valueOf(minutes),
          "0 to " + MOST_MINUTES,
          "Send {\"minutes\": 60}, or 0 to be rung again.");
    }
    calls().quiet(request.caller(), Duration.ofMinutes(minutes));
    return Reply.ok(until(request));
  }

  private Map<String, Object> until(Request request) throws Problem {
    Map<String, Object> body = new LinkedHashMap<>();
    calls().quietUntil(request.caller()).ifPresent(until -> body.put("until", until.toString()));
    return body;
  }
}
