// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.vestibule.api.VestibuleException;

/**
 * What happens in the middle of a call: keys, other media from either side with glare (RFC 3261,
 * section 14), UPDATE (RFC 3311), session timers (RFC 4028) and its end. Used by the thread of SIP.
 */
final class MidCall {
  private static final int PENDING = 491;
  private static final int NOT_ACCEPTABLE = 488;
  private static final int MOST_TRIES = 5;

  private final Call call;
  private final Repeater repeater;
  private final SessionTimer timer;
  private String described = "";
  private Optional<String> waiting = Optional.empty();
  private boolean offering;
  private int tries;

  MidCall(Call call) {
    this.call = call;
    this.repeater = new Repeater(call.calls());
    this.timer = new SessionTimer(call);
  }

  Repeater repeater() {
    return repeater;
  }

  SessionTimer timer() {
    return timer;
  }

  /** Notes what this end said last about its media. */
  void described(String description) {
    described = description;
  }

  void close() {
    timer.close();
    waiting = Optional.empty();
  }

  void requested(Request request, ServerTransaction transaction, Flow flow) {
    if (!call.dialog().from(flow)) {
      call.calls().ignored(transaction);
    } else if (!call.dialog().next(request)) {
      reply(request, transaction, 500);
    } else {
      act(request, transaction);
    }
  }

  private void act(Request request, ServerTransaction transaction) {
    switch (request.getMethod()) {
      case Request.BYE -> {
        reply(request, transaction, Call.OK);
        repeater.stop();
        call.ended(SipListener.Why.HUNG_UP, 0);
      }
      case Request.INVITE, Request.UPDATE -> offered(request, transaction);
      case Request.INFO -> {
        Optional<Character> key = Body.key(request);
        boolean empty = request.getRawContent() == null || request.getRawContent().length == 0;
        reply(request, transaction, key.isPresent() || empty ? Call.OK : 415);
        if (call.stands() && !call.over()) {
          key.ifPresent(each -> call.listener().digit(call, each));
        }
      }
      case Request.OPTIONS -> reply(request, transaction, Call.OK);
      default -> reply(request, transaction, 405);
    }
  }

  private void offered(Request request, ServerTransaction transaction) {
    boolean invite = request.getMethod().equals(Request.INVITE);
    String offer = Body.description(request);
    if (timer.tooShort(request)) {
      Response answer = call.answer(request, 422);
      call.messages().add(answer, "Min-SE", String.valueOf(SessionTimer.SHORTEST));
      call.calls().wire().answer(transaction, answer);
    } else if (offering && (invite || !offer.isEmpty())) {
      reply(request, transaction, PENDING);
    } else if (invite && (repeater.waits() || !call.stands())) {
      Response answer = call.answer(request, 500);
      call.messages().add(answer, "Retry-After", "" + ThreadLocalRandom.current().nextInt(1, 10));
      call.calls().wire().answer(transaction, answer);
    } else {
      answer(request, transaction, offer, invite);
    }
  }

  private void answer(
      Request request, ServerTransaction transaction, String offer, boolean invite) {
    try {
      call.dialog().refresh(request);
      if (!offer.isEmpty()) {
        described = call.listener().offered(call, offer);
      }
      Response answer = call.answer(request, Call.OK);
      timer.agree(request, answer);
      // An INVITE without an offer wants ours; an UPDATE without one refreshes the session only.
      call.messages().body(answer, invite || !offer.isEmpty() ? described : "");
      call.calls().wire().answer(transaction, answer);
      if (invite) {
        repeater.start(answer, this::lost);
      }
    } catch (VestibuleException e) {
      reply(request, transaction, NOT_ACCEPTABLE);
    }
  }

  /** Takes the ACK of a re-INVITE. */
  void acknowledged(Request ack) {
    if (repeater.waits() && Dialog.number(ack) == repeater.number()) {
      repeater.stop();
      waiting.ifPresent(this::offer);
    }
  }

  /** Offers other media; while something else is under way, that is waited for. */
  void offer(String description) {
    if (call.over() || !call.stands()) {
      return;
    }
    if (offering || repeater.waits()) {
      waiting = Optional.of(description);
      return;
    }
    waiting = Optional.empty();
    offering = true;
    long number = call.dialog().nextNumber();
    Request invite = call.messages().request(Request.INVITE, call.dialog(), number);
    call.messages().contact(invite, Calls.SELF, call.dialog().flow().transport());
    call.messages().allow(invite);
    call.messages().body(invite, description);
    boolean sent = call.calls().wire().send(invite, new Offer(description, number)).isPresent();
    if (!sent) {
      lost();
    }
  }

  private void again(String description) {
    // Whoever owns the Call-ID waits longer, so that the two do not meet again.
    boolean owner = call instanceof OutgoingCall;
    int millis = ThreadLocalRandom.current().nextInt(0, 200) * 10 + (owner ? 2100 : 0);
    waiting = Optional.of(description);
    call.calls().thread().after(Duration.ofMillis(millis), () -> waiting.ifPresent(this::offer));
  }

  /** The other end is gone. */
  private void lost() {
    if (!call.over()) {
      call.bye();
      call.end(SipListener.Why.FAILED, 408);
    }
  }

  private void reply(Request request, ServerTransaction transaction, int status) {
    Response answer = call.answer(request, status);
    if (status == 405 || request.getMethod().equals(Request.OPTIONS)) {
      call.messages().allow(answer);
    }
    call.calls().wire().answer(transaction, answer);
  }

  /** One offer of ours under way. */
  private final class Offer implements Wire.Answers {
    private final String description;
    private final long number;

    Offer(String description, long number) {
      this.description = description;
      this.number = number;
    }

    @Override
    public void answered(Response response) {
      int status = response.getStatusCode();
      if (status < 200) {
        return;
      }
      offering = false;
      if (status < 300) {
        call.dialog().refresh(response);
        call.calls().acknowledge(call.dialog(), number);
        tries = 0;
        described = description;
        if (!call.over()) {
          call.listener().answered(call, Body.description(response));
          waiting.ifPresent(MidCall.this::offer);
        }
      } else if (status == PENDING && !call.over() && ++tries < MOST_TRIES) {
        again(description);
      } else if (status == 408 || status == 481) {
        lost();
      }
    }

    @Override
    public void unanswered() {
      offering = false;
      lost();
    }
  }
}
