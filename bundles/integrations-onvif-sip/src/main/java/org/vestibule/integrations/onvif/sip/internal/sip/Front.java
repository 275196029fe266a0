// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Optional;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What JAIN-SIP tells, sorted and handed on to the thread of SIP. Whoever has not proven who it is
 * is answered without being remembered: strangers cost no memory.
 */
final class Front implements javax.sip.SipListener {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final int MOST_TRANSACTIONS = 1000;

  private final SipThread thread;
  private final Gate gate;
  private volatile Desk desk;

  Front(SipThread thread, Gate gate) {
    this.thread = thread;
    this.gate = gate;
  }

  /** Begins to hand on. */
  void open(Desk opened) {
    desk = opened;
  }

  @Override
  public void processRequest(RequestEvent event) {
    Request request = event.getRequest();
    Flow flow = Transport.flow(request);
    Desk to = desk;
    // Datagrams were counted before they were parsed.
    if (to == null || !flow.transport().equals("udp") && !gate.admits(flow.peer())) {
      return;
    }
    try {
      sort(event, request, flow, to);
    } catch (RuntimeException e) {
      // It has what the parser takes and no request may have.
      gate.malformed();
      LOG.debug("A request was dropped: {}", e.getClass().getSimpleName());
    }
  }

  private void sort(RequestEvent event, Request request, Flow flow, Desk to) {
    boolean inside = ((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null;
    switch (request.getMethod()) {
      case Request.ACK -> thread.run(() -> to.calls().acknowledged(request, flow));
      case Request.CANCEL ->
          transaction(event, to)
              .ifPresent(found -> thread.run(() -> to.cancelled(request, found, flow)));
      case Request.REGISTER ->
          remembered(event, request, to, found -> to.registers(request, found, flow));
      case Request.INVITE -> {
        if (inside) {
          inside(event, request, flow, to);
        } else {
          remembered(event, request, to, found -> to.invites(request, found, flow));
        }
      }
      default -> {
        if (inside) {
          inside(event, request, flow, to);
        } else {
          to.outside(request);
        }
      }
    }
  }

  private void inside(RequestEvent event, Request request, Flow flow, Desk to) {
    Optional<Call> call = to.calls().find(request);
    if (call.isEmpty()) {
      to.refuse(request, 481);
    } else {
      transaction(event, to)
          .ifPresent(found -> thread.run(() -> call.get().requested(request, found, flow)));
    }
  }

  /** Only what carries a proof is worth a transaction; anybody else is asked for one. */
  private void remembered(
      RequestEvent event,
      Request request,
      Desk to,
      java.util.function.Consumer<Optional<ServerTransaction>> work) {
    boolean proof = request.getHeader("Authorization") != null;
    if (!proof && !to.vouched(request, Transport.flow(request))) {
      thread.run(() -> work.accept(Optional.empty()));
    } else {
      transaction(event, to).ifPresent(found -> thread.run(() -> work.accept(Optional.of(found))));
    }
  }

  private Optional<ServerTransaction> transaction(RequestEvent event, Desk to) {
    if (event.getServerTransaction() != null) {
      return Optional.of(event.getServerTransaction());
    }
    if (to.transport().serverTransactions() >= MOST_TRANSACTIONS) {
      to.refuse(event.getRequest(), 503);
      return Optional.empty();
    }
    try {
      return Optional.of(to.transport().provider().getNewServerTransaction(event.getRequest()));
    } catch (SipException e) {
      // It came a second time while the first was being looked at.
      return Optional.empty();
    }
  }

  @Override
  public void processResponse(ResponseEvent event) {
    Response response = event.getResponse();
    Desk to = desk;
    if (to == null) {
      return;
    }
    if (event.getClientTransaction() == null) {
      thread.run(() -> to.calls().stray(response));
    } else if (event.getClientTransaction().getApplicationData() instanceof Wire.Answers told) {
      thread.run(() -> told.answered(response));
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()
        && event.getClientTransaction().getApplicationData() instanceof Wire.Answers told) {
      thread.run(told::unanswered);
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    LOG.debug("Nothing can be sent to {}:{}", event.getHost(), event.getPort());
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    // Nothing is kept by transaction.
  }

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {
    // JAIN-SIP has no dialogs here.
  }
}
