// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Accepts connections while there are not too many, and closes those above. */
final class GuardedListener extends ServerSocket {
  /** A phone registers once an hour at least, so a connection that is silent for longer is dead. */
  private static final int SILENT_MILLIS = 3_700_000;

  private final Gate gate;

  GuardedListener(Gate gate) throws IOException {
    this.gate = gate;
  }

  @Override
  public Socket accept() throws IOException {
    while (true) {
      Socket socket = super.accept();
      if (gate.takes(socket)) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENT_MILLIS);
        return socket;
      }
      socket.close();
    }
  }
}
