// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import javax.sip.ServerTransaction;
import javax.sip.header.ReasonHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A call that somebody known places here. */
final class IncomingCall extends Call {
  private static final int DECLINE = 603;
  private static final int COMPLETED_ELSEWHERE = 200;

  private final Request invite;
  private final ServerTransaction transaction;
  private final boolean wantsOurs;
  private boolean confirmed;
  private boolean byeAfterwards;

  IncomingCall(
      Calls calls, Dialog dialog, String user, Request invite, ServerTransaction transaction) {
    super(calls, dialog, user);
    this.invite = invite;
    this.transaction = transaction;
    this.wantsOurs = Body.description(invite).isEmpty();
  }

  @Override
  public void ring() {
    soon(() -> provisional(180, ""));
  }

  @Override
  public void early(String answer) {
    soon(() -> provisional(183, answer));
  }

  @Override
  public void accept(String answer) {
    soon(() -> accepted(answer));
  }

  @Override
  public void reject(int status) {
    soon(() -> refuse(status));
  }

  private void provisional(int status, String description) {
    if (open()) {
      Response answer = answer(invite, status);
      messages().body(answer, description);
      calls().wire().answer(transaction, answer);
    }
  }

  private void accepted(String description) {
    if (open()) {
      Response answer = answer(invite, OK);
      messages().allow(answer);
      middle().timer().agree(invite, answer);
      messages().body(answer, description);
      middle().described(description);
      calls().wire().answer(transaction, answer);
      stand();
      middle().repeater().start(answer, this::unheard);
    }
  }

  /** Refuses it, with a status of 400 or above. */
  void refuse(int status) {
    if (open()) {
      calls().wire().answer(transaction, answer(invite, status));
      ended(status == 486 ? SipListener.Why.BUSY : SipListener.Why.DECLINED, status);
    }
  }

  /** Takes a CANCEL, which was answered already. */
  void cancelled(Request cancel) {
    if (open()) {
      boolean elsewhere =
          cancel.getHeader(ReasonHeader.NAME) instanceof ReasonHeader reason
              && reason.getCause() == COMPLETED_ELSEWHERE;
      calls().wire().answer(transaction, answer(invite, 487));
      ended(elsewhere ? SipListener.Why.ELSEWHERE : SipListener.Why.CANCELLED, 487);
    }
  }

  /** Returns whether a CANCEL is meant for this INVITE. */
  boolean cancels(Request cancel, Flow flow) {
    return Dialog.number(cancel) == Dialog.number(invite) && dialog().from(flow);
  }

  /** Returns whether this is the INVITE of this call once more: its answer was not heard. */
  boolean repeats(Request request, Flow flow) {
    return Dialog.number(request) == Dialog.number(invite)
        && branch(request).equals(branch(invite))
        && dialog().from(flow);
  }

  /** Answers it as before, at once (RFC 6026, section 7.1). */
  void repeat() {
    middle().repeater().now();
  }

  private static String branch(Request request) {
    String branch = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
    return branch == null ? "" : branch;
  }

  @Override
  void acknowledged(Request ack) {
    if (confirmed) {
      middle().acknowledged(ack);
      return;
    }
    if (!middle().repeater().waits() || Dialog.number(ack) != Dialog.number(invite)) {
      return;
    }
    middle().repeater().stop();
    confirmed = true;
    if (byeAfterwards) {
      bye();
    } else if (!over()) {
      if (wantsOurs) {
        listener().answered(this, Body.description(ack));
      }
      listener().confirmed(this);
    }
  }

  private void unheard() {
    bye();
    end(SipListener.Why.FAILED, 408);
  }

  @Override
  void give(SipListener.Why why) {
    if (open()) {
      refuse(DECLINE);
    } else if (stands() && !over()) {
      // A BYE must not overtake the ACK (RFC 3261, section 15).
      byeAfterwards = middle().repeater().waits() && !confirmed;
      if (!byeAfterwards) {
        bye();
      }
      end(SipListener.Why.HUNG_UP, 0);
    }
  }

  private boolean open() {
    return !stands() && !over();
  }
}
