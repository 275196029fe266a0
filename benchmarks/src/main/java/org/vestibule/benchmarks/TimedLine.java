// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.vestibule.integrations.access.control.internal.line.Line;

/**
 * One end of a loopback connection, which notes how long each answer took: from the command's bytes
 * given to the system to the answer's first ones taken from it.
 */
final class TimedLine implements Line {
  private final Socket socket;
  private final Latencies answers;
  private int timeout = -1;
  private long sentNanos;

  /**
   * @param answers takes each time, on the thread that reads
   */
  TimedLine(Socket socket, Latencies answers) throws IOException {
    this.socket = socket;
    this.answers = answers;
    socket.setTcpNoDelay(true);
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    if (timeout != timeoutMillis) {
      socket.setSoTimeout(timeoutMillis);
      timeout = timeoutMillis;
    }
    try {
      int count = socket.getInputStream().read(buffer, offset, length);
      if (count > 0 && sentNanos != 0) {
        answers.add(System.nanoTime() - sentNanos);
        sentNanos = 0;
      }
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    sentNanos = System.nanoTime();
    socket.getOutputStream().write(buffer, offset, length);
  }

  @Override
  public String name() {
    return "loopback";
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
