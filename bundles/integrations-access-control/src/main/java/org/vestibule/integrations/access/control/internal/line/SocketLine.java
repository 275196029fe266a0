// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A TCP connection that stands, whoever made it. Sends at once: a frame waits for no other. */
final class SocketLine implements Line {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String name;
  private int timeout = -1;

  SocketLine(Socket socket, String name) throws IOException {
    this.socket = socket;
    this.name = name;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    if (timeoutMillis != timeout) {
      // 0 would wait for ever.
      socket.setSoTimeout(Math.max(1, timeoutMillis));
      timeout = timeoutMillis;
    }
    try {
      return in.read(buffer, offset, length);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    out.flush();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same, and nobody can do anything about it.
    }
  }
}
