// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that this house places. */
final class OutgoingCall extends Call implements Wire.Answers {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingCall.class);
  private static final Duration LONGEST_RINGING = Duration.ofSeconds(180);

  /** After a CANCEL an answer is awaited for so long (RFC 3261, section 9.1). */
  private static final Duration LAST_ANSWER = Duration.ofSeconds(32);

  private final String offer;
  private final Optional<OutsideAccount> account;
  private final boolean answersItself;
  private ClientTransaction invite;
  private Future<?> ringing;
  private long number;
  private boolean provisional;
  private boolean rung;
  private boolean tried;
  private Optional<SipListener.Why> given = Optional.empty();

  /**
   * @param answersItself whether it is a panel, before which nobody stands to lift a receiver
   */
  OutgoingCall(
      Calls calls,
      Dialog dialog,
      String user,
      String offer,
      Optional<OutsideAccount> account,
      boolean answersItself) {
    super(calls, dialog, user);
    this.offer = offer;
    this.account = account;
    this.answersItself = answersItself;
  }

  /** Sends the INVITE. */
  void start() {
    if (over()) {
      calls().forget(this);
      return;
    }
    number = dialog().firstNumber();
    ringing = calls().thread().after(LONGEST_RINGING, () -> give(SipListener.Why.NO_ANSWER));
    try {
      invite(Optional.empty());
    } catch (IllegalArgumentException e) {
      // What the caller gave for the INVITE cannot be written into one.
      finish(SipListener.Why.FAILED, 0);
    }
  }

  private void invite(Optional<Header> proof) {
    Request request = messages().request(Request.INVITE, dialog(), number);
    messages().contact(request, Calls.SELF, dialog().flow().transport());
    messages().allow(request);
    if (answersItself) {
      // The two ways that makers know: the one of the draft answermode, and that of the others.
      messages().add(request, "Call-Info", "<sip:house>;answer-after=0");
      messages().add(request, "Alert-Info", "<sip:house>;info=alert-autoanswer");
    }
    messages().body(request, offer);
    proof.ifPresent(request::addHeader);
    middle().described(offer);
    Optional<ClientTransaction> sent = calls().wire().send(request, this);
    if (sent.isPresent()) {
      invite = sent.get();
    } else {
      finish(SipListener.Why.UNREACHABLE, 0);
    }
  }

  @Override
  public void answered(Response response) {
    int status = response.getStatusCode();
    if (status < 200) {
      progress(response, status);
    } else if (status < 300) {
      accepted(response);
    } else if ((status == 401 || status == 407) && account.isPresent() && !tried) {
      tried = true;
      prove(response, status);
    } else {
      finish(why(status), status);
    }
  }

  @Override
  public void unanswered() {
    finish(SipListener.Why.UNREACHABLE, 408);
  }

  private void progress(Response response, int status) {
    provisional = true;
    if (given.isPresent()) {
      cancel();
      return;
    }
    if (status == 180 && !rung) {
      rung = true;
      listener().ringing(this);
    }
    String early = Body.description(response);
    if (status > 100 && !early.isEmpty()) {
      listener().early(this, early);
    }
  }

  private void accepted(Response response) {
    ringing.cancel(false);
    dialog().established(response);
    calls().acknowledge(dialog(), number);
    if (given.isPresent()) {
      // It was answered while it was given up.
      bye();
    } else {
      stand();
      listener().answered(this, Body.description(response));
    }
  }

  /** A second device behind a proxy answered too: one is enough. */
  void forked(Response response) {
    if (!Dialog.tag(response).equals(dialog().remoteTag()) && stands()) {
      Dialog other = dialog().fork(response);
      calls().acknowledge(other, number);
      bye(other);
    }
  }

  private void prove(Response response, int status) {
    Optional<String> proof =
        account.get().answer(response, Request.INVITE, dialog().target().toString());
    if (proof.isEmpty()) {
      finish(SipListener.Why.FAILED, status);
      return;
    }
    number = dialog().nextNumber();
    invite(Optional.of(messages().header(OutsideAccount.header(status), proof.get())));
  }

  @Override
  void give(SipListener.Why why) {
    if (over()) {
      return;
    }
    if (stands()) {
      bye();
      end(SipListener.Why.HUNG_UP, 0);
      return;
    }
    given = Optional.of(why == SipListener.Why.HUNG_UP ? SipListener.Why.CANCELLED : why);
    if (provisional) {
      cancel();
    }
    // Without a provisional answer a CANCEL might overtake its INVITE; the next answer is awaited.
    end(given.get(), 0);
  }

  private void cancel() {
    try {
      Request cancel = invite.createCancel();
      if (given.get() == SipListener.Why.ELSEWHERE) {
        messages().add(cancel, "Reason", "SIP;cause=200;text=\"Call completed elsewhere\"");
      }
      FlowRouter.by(cancel, dialog().flow());
      calls().wire().send(cancel, Calls.IGNORED);
      ringing.cancel(false);
      ringing = calls().thread().after(LAST_ANSWER, this::abandon);
    } catch (SipException e) {
      LOG.debug("A CANCEL came too late");
    }
    provisional = false;
  }

  private void abandon() {
    try {
      invite.terminate();
    } catch (ObjectInUseException e) {
      LOG.debug("An INVITE could not be ended");
    }
    calls().forget(this);
  }

  private void finish(SipListener.Why why, int status) {
    ringing.cancel(false);
    ended(why, status);
  }

  @Override
  void acknowledged(Request ack) {
    middle().acknowledged(ack);
  }

  @Override
  public void ring() {
    // Only a caller is told that it rings.
  }

  @Override
  public void early(String answer) {
    // Only a caller hears something early.
  }

  @Override
  public void accept(String answer) {
    // Only a caller is answered.
  }

  @Override
  public void reject(int status) {
    hangUp();
  }

  private static SipListener.Why why(int status) {
    return switch (status) {
      case 486, 600 -> SipListener.Why.BUSY;
      case 603, 607 -> SipListener.Why.DECLINED;
      case 487 -> SipListener.Why.CANCELLED;
      case 408, 480 -> SipListener.Why.NO_ANSWER;
      case 404, 410, 430, 502, 503, 604 -> SipListener.Why.UNREACHABLE;
      default -> SipListener.Why.FAILED;
    };
  }
}
