// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.vestibule.integrations.access.control.internal.line.Line;

/** A connection to this machine, without the broker that a gateway has. */
final class PlainLine implements Line {
  private final Socket socket;

  PlainLine(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
  }

  /** Opens {@code tcp:HOST:PORT}. */
  static Line open(String address) throws IOException {
    return new PlainLine(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    try {
      return socket.getInputStream().read(buffer, offset, length);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    socket.getOutputStream().write(buffer, offset, length);
  }

  @Override
  public String name() {
    return "port " + socket.getPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
