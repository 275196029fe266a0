// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.RequireHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of requests that begin something. */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int UNAVAILABLE = 480;
  private static final int OVERLOADED = 503;

  private final Transport transport;
  private final Wire wire;
  private final Doorman doorman;
  private final Registrar registrar;
  private final Calls calls;
  private final Phonebook phonebook;
  private volatile int mostCalls;
  private volatile Optional<OutsideLine> outside = Optional.empty();
  private volatile UserAgent.IncomingCalls asked;

  Desk(
      Transport transport,
      Wire wire,
      Doorman doorman,
      Registrar registrar,
      Calls calls,
      Phonebook phonebook,
      int mostCalls) {
    this.transport = transport;
    this.wire = wire;
    this.doorman = doorman;
    this.registrar = registrar;
    this.calls = calls;
    this.phonebook = phonebook;
    this.mostCalls = mostCalls;
  }

  Transport transport() {
    return transport;
  }

  Calls calls() {
    return calls;
  }

  void mostCalls(int most) {
    mostCalls = most;
  }

  boolean full() {
    return calls.count() >= mostCalls;
  }

  void outside(Optional<OutsideLine> line) {
    outside = line;
  }

  /** Whom to ask about calls that come in. */
  AutoCloseable asks(UserAgent.IncomingCalls whom) {
    asked = whom;
    return () -> {
      if (asked == whom) {
        asked = null;
      }
    };
  }

  /** Returns whether the registrar at which this house is registered vouches for a caller. */
  boolean vouched(Request request, Flow flow) {
    return vouchedFor(request, flow).isPresent();
  }

  private Optional<PhoneEntry> vouchedFor(Request request, Flow flow) {
    return outside
        .filter(line -> request.getMethod().equals(Request.INVITE) && line.is(flow))
        .flatMap(line -> phonebook.find(Doorman.user(request)).filter(line::serves));
  }

  void registers(Request request, Optional<ServerTransaction> transaction, Flow flow) {
    proven(request, transaction, flow)
        .ifPresent(phone -> send(transaction, registrar.register(request, flow, phone)));
  }

  void invites(Request request, Optional<ServerTransaction> transaction, Flow flow) {
    if (calls.find(request).orElse(null) instanceof IncomingCall known
        && known.repeats(request, flow)) {
      transaction.ifPresent(calls::drop);
      known.repeat();
      return;
    }
    Optional<PhoneEntry> vouched = vouchedFor(request, flow);
    Optional<PhoneEntry> caller =
        vouched.isPresent() ? vouched : proven(request, transaction, flow);
    if (caller.isEmpty() || transaction.isEmpty()) {
      return;
    }
    int refusal = refusal(request);
    if (refusal > 0) {
      Response answer = wire.messages().answer(request, refusal, Messages.random());
      if (refusal == 420) {
        wire.messages().add(answer, "Unsupported", "100rel");
      }
      wire.answer(transaction.get(), answer);
    } else {
      take(request, transaction.get(), flow, caller.get());
    }
  }

  private int refusal(Request request) {
    ContentTypeHeader type = (ContentTypeHeader) request.getHeader(ContentTypeHeader.NAME);
    boolean empty = request.getRawContent() == null || request.getRawContent().length == 0;
    if (calls.find(request).isPresent()) {
      return 482;
    } else if (full()) {
      return OVERLOADED;
    } else if (request.getHeader(RequireHeader.NAME) instanceof RequireHeader require
        && !require.getOptionTag().equalsIgnoreCase("timer")) {
      return 420;
    } else if (!empty && type != null && Body.description(request).isEmpty()) {
      return 415;
    }
    return asked == null ? UNAVAILABLE : 0;
  }

  private void take(Request request, ServerTransaction transaction, Flow flow, PhoneEntry caller) {
    Dialog dialog = Dialog.called(request, flow);
    IncomingCall call = new IncomingCall(calls, dialog, caller.user(), request, transaction);
    UserAgent.IncomingCalls whom = asked;
    if (call.middle().timer().tooShort(request)) {
      Response answer = call.answer(request, 422);
      wire.messages().add(answer, "Min-SE", String.valueOf(SessionTimer.SHORTEST));
      wire.answer(transaction, answer);
      return;
    }
    wire.answer(transaction, wire.messages().answer(request, 100, dialog.localTag()));
    calls.add(call);
    String dialled = Uris.user(request.getRequestURI());
    SipListener told = whom == null ? null : ask(whom, call, dialled, request);
    if (told == null) {
      calls.forget(call);
      wire.answer(transaction, call.answer(request, UNAVAILABLE));
    } else {
      call.listener(told);
    }
  }

  /** Whoever fails takes no call; one that nobody is told of would never end. */
  private static SipListener ask(
      UserAgent.IncomingCalls whom, IncomingCall call, String dialled, Request request) {
    try {
      return whom.incoming(call, dialled, Body.description(request));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A call of {} is refused: it could not be taken", call.user(), e);
      return null;
    }
  }

  void cancelled(Request request, ServerTransaction transaction, Flow flow) {
    Optional<IncomingCall> call =
        calls
            .find(request)
            .filter(IncomingCall.class::isInstance)
            .map(IncomingCall.class::cast)
            .filter(each -> each.cancels(request, flow));
    String tag = call.map(each -> each.dialog().localTag()).orElseGet(Messages::random);
    wire.answer(transaction, wire.messages().answer(request, call.isPresent() ? 200 : 481, tag));
    call.ifPresent(each -> each.cancelled(request));
  }

  /** Answers what belongs to no call. */
  void outside(Request request) {
    boolean asks = request.getMethod().equals(Request.OPTIONS);
    Response answer = wire.messages().answer(request, asks ? 200 : 405, Messages.random());
    wire.messages().allow(answer);
    if (asks) {
      wire.messages().add(answer, "Accept", "application/sdp");
    }
    wire.answer(answer);
  }

  /** Refuses without remembering it. */
  void refuse(Request request, int status) {
    Response answer = wire.messages().answer(request, status, Messages.random());
    if (status == OVERLOADED) {
      wire.messages().add(answer, "Retry-After", "5");
    }
    wire.answer(answer);
  }

  private Optional<PhoneEntry> proven(
      Request request, Optional<ServerTransaction> transaction, Flow flow) {
    Doorman.Finding finding = doorman.look(request, flow);
    switch (finding.verdict()) {
      case PROVEN -> {
        return finding.phone();
      }
      case WRONG -> send(transaction, wire.messages().answer(request, 403, Messages.random()));
      case TOO_MANY -> transaction.ifPresent(calls::ignored);
      default -> send(transaction, challenge(request, finding));
    }
    return Optional.empty();
  }

  private Response challenge(Request request, Doorman.Finding finding) {
    Response answer = wire.messages().answer(request, 401, Messages.random());
    String stale = finding.verdict() == Doorman.Verdict.STALE ? ", stale=true" : "";
    for (String algorithm : finding.algorithms()) {
      wire.messages()
          .add(
              answer,
              "WWW-Authenticate",
              "Digest realm=\""
                  + phonebook.realm()
                  + "\", nonce=\""
                  + doorman.nonce()
                  + "\", algorithm="
                  + algorithm
                  + ", qop=\"auth\""
                  + stale);
    }
    return answer;
  }

  private void send(Optional<ServerTransaction> transaction, Response answer) {
    if (transaction.isPresent()) {
      wire.answer(transaction.get(), answer);
    } else {
      wire.answer(answer);
    }
  }
}
