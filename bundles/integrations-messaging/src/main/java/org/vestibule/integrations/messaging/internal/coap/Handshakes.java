// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.function.LongSupplier;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionListener;

/**
 * Lets each address begin so many handshakes only, so that one that never ends them leaves room for
 * others; and notes those that come to nothing. It is asked when the cookie has shown that the
 * address is no forged one. Thread-safe.
 */
final class Handshakes implements SessionListener, ConnectionListener {
  /** With the 15 s after which one is given up, fewer than there are sessions by default. */
  private static final int PER_SECOND = 10;

  private final Refusals refusals;
  private final Allowances begun;

  Handshakes(Refusals refusals, LongSupplier nanos) {
    this.refusals = refusals;
    this.begun = new Allowances(nanos);
  }

  @Override
  public void handshakeStarted(Handshaker handshaker) throws HandshakeException {
    if (begun.take(handshaker.getPeerAddress().getAddress(), PER_SECOND) > 0) {
      throw new HandshakeException(
          "too many handshakes of one address",
          new AlertMessage(AlertLevel.FATAL, AlertDescription.INTERNAL_ERROR));
    }
  }

  @Override
  public void handshakeFailed(Handshaker handshaker, Throwable error) {
    refusals.handshake("handshake-failed");
  }

  /** A wrong key shows in the first record under it; the handshake is not waited for. */
  @Override
  public boolean onConnectionMacError(Connection connection) {
    if (connection.hasOngoingHandshake()) {
      refusals.handshake("key-wrong");
      return true;
    }
    return false;
  }

  @Override
  public void contextEstablished(Handshaker handshaker, DTLSContext establishedContext) {}

  @Override
  public void handshakeCompleted(Handshaker handshaker) {}

  @Override
  public void handshakeFlightRetransmitted(Handshaker handshaker, int flight) {}

  @Override
  public void onConnectionEstablished(Connection connection) {}

  @Override
  public void onConnectionRemoved(Connection connection) {}

  @Override
  public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean write) {
    return false;
  }

  @Override
  public void beforeExecution(Connection connection) {}

  @Override
  public void updateExecution(Connection connection) {}

  @Override
  public void afterExecution(Connection connection) {}
}
