// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** A connection that this gateway made, declared and counted by the broker of what leaves. */
final class BrokeredLine implements Line {
  private static final int CONNECT_MILLIS = 3000;

  private final Egress way;
  private final SocketLine line;

  private BrokeredLine(Egress way, SocketLine line) {
    this.way = way;
    this.line = line;
  }

  /** Connects; {@code way} is closed with it, also when it cannot be opened. */
  static BrokeredLine open(Egress way, LineAddress.Tcp address)
      throws IOException, VestibuleException {
    Socket socket = null;
    try {
      way.declare(DataClass.CREDENTIAL, 0);
      socket = way.sockets().createSocket();
      socket.connect(
          InetSocketAddress.createUnresolved(address.host(), address.port()), CONNECT_MILLIS);
      return new BrokeredLine(way, new SocketLine(socket, address.toString()));
    } catch (IOException | VestibuleException | RuntimeException e) {
      if (socket != null) {
        socket.close();
      }
      way.close();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    return line.read(buffer, offset, length, timeoutMillis);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    try {
      way.declare(DataClass.CREDENTIAL, length);
    } catch (VestibuleException e) {
      throw new IOException(e.getMessage(), e);
    }
    line.write(buffer, offset, length);
  }

  @Override
  public String name() {
    return line.name();
  }

  @Override
  public void close() {
    line.close();
    way.close();
  }
}
