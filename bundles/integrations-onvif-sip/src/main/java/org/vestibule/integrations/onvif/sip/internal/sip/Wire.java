// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends. What cannot be sent is known by what it returns. Thread-safe. */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private final Transport transport;
  private final Messages messages;

  Wire(Transport transport, Messages messages) {
    this.transport = transport;
    this.messages = messages;
  }

  /** Is told what becomes of a request, on the thread of SIP. */
  interface Answers {
    /** A response came; the last one is 200 or above. */
    void answered(Response response);

    /** None came in time, or the request could not be sent. */
    void unanswered();
  }

  Messages messages() {
    return messages;
  }

  /** Sends a request; empty where it cannot be sent, and then {@code answers} is told nothing. */
  Optional<ClientTransaction> send(Request request, Answers answers) {
    try {
      ClientTransaction transaction = transport.provider().getNewClientTransaction(request);
      transaction.setApplicationData(answers);
      transaction.sendRequest();
      return Optional.of(transaction);
    } catch (SipException | RuntimeException e) {
      LOG.debug("{} not sent: {}", request.getMethod(), e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** Sends an ACK, which nobody answers. */
  void acknowledge(Request ack) {
    try {
      transport.provider().sendRequest(ack);
    } catch (SipException | RuntimeException e) {
      LOG.debug("ACK not sent: {}", e.getClass().getSimpleName());
    }
  }

  /** Answers a request; an answer that cannot be sent is asked for again, or times out. */
  void answer(ServerTransaction transaction, Response response) {
    try {
      transaction.sendResponse(response);
    } catch (SipException | javax.sip.InvalidArgumentException | RuntimeException e) {
      LOG.debug("{} not sent: {}", response.getStatusCode(), e.getClass().getSimpleName());
    }
  }

  /** Answers without remembering it. */
  void answer(Response response) {
    try {
      transport.provider().sendResponse(response);
    } catch (SipException | RuntimeException e) {
      LOG.debug("{} not sent: {}", response.getStatusCode(), e.getClass().getSimpleName());
    }
  }
}
