// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** What calls of both ways have in common. Changes on the thread of SIP only. */
abstract class Call implements SipCall {
  static final int OK = 200;

  private final Calls calls;
  private final Dialog dialog;
  private final String user;
  private final MidCall middle;
  private SipListener listener;
  private Future<?> limit;
  private boolean stands;
  private boolean over;

  Call(Calls calls, Dialog dialog, String user) {
    this.calls = calls;
    this.dialog = dialog;
    this.user = user;
    this.middle = new MidCall(this);
  }

  @Override
  public final String id() {
    return dialog.callId();
  }

  @Override
  public final String user() {
    return user;
  }

  @Override
  public final InetAddress local() {
    return messages().transport().listening().address();
  }

  @Override
  public final void offer(String description) {
    soon(() -> middle.offer(description));
  }

  @Override
  public final void hangUp() {
    soon(() -> give(SipListener.Why.HUNG_UP));
  }

  @Override
  public final void answeredElsewhere() {
    soon(() -> give(SipListener.Why.ELSEWHERE));
  }

  /** Gives it up, from this end. */
  abstract void give(SipListener.Why why);

  /** Takes an ACK that fits this dialog. */
  abstract void acknowledged(Request ack);

  /** Takes any other request of this dialog. */
  final void requested(Request request, ServerTransaction transaction, Flow flow) {
    if (!dialog.owns(request)) {
      calls.wire().answer(transaction, messages().answer(request, 481, dialog.localTag()));
    } else {
      middle.requested(request, transaction, flow);
    }
  }

  /** The other end hung up. */
  final void ended(SipListener.Why why, int status) {
    end(why, status);
    calls.forget(this);
  }

  /** Tells the end once; the dialog may still have to be tidied up. */
  final void end(SipListener.Why why, int status) {
    if (!over) {
      over = true;
      if (limit != null) {
        limit.cancel(false);
      }
      middle.close();
      listener.ended(this, new SipListener.End(why, status));
    }
  }

  /** It was answered: it stands until the longest time for a call is over. */
  final void stand() {
    stands = true;
    Duration most = calls.longest();
    limit = calls.thread().after(most, () -> give(SipListener.Why.HUNG_UP));
  }

  /** Says BYE; whatever the answer, it is over. */
  final void bye() {
    bye(dialog);
    calls.forget(this);
  }

  final void bye(Dialog which) {
    Request bye = messages().request(Request.BYE, which, which.nextNumber());
    calls.wire().send(bye, Calls.IGNORED);
  }

  /** Runs on the thread of SIP, soon. */
  final void soon(Runnable work) {
    calls.thread().run(work);
  }

  final void listener(SipListener told) {
    listener = told;
  }

  final SipListener listener() {
    return listener;
  }

  final Calls calls() {
    return calls;
  }

  final Dialog dialog() {
    return dialog;
  }

  final MidCall middle() {
    return middle;
  }

  final Messages messages() {
    return calls.wire().messages();
  }

  final boolean stands() {
    return stands;
  }

  final boolean over() {
    return over;
  }

  /** Writes an answer to a request of this dialog, with our contact. */
  final Response answer(Request request, int status) {
    Response answer = messages().answer(request, status, dialog.localTag());
    messages().contact(answer, Calls.SELF, dialog.flow().transport());
    return answer;
  }
}
