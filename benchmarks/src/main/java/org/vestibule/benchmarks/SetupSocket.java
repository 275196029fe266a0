// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** SIP messages by UDP, as text. */
final class SetupSocket implements AutoCloseable {
  private static final int WAIT_MILLIS = 5000;

  private final DatagramSocket socket;

  SetupSocket(InetAddress here) throws IOException {
    socket = new DatagramSocket(0, here);
    socket.setSoTimeout(WAIT_MILLIS);
  }

  /** A message that came, and from where. */
  record Came(String text, SocketAddress from, long nanos) {
    /** Returns a header's line with its name, or an empty text. */
    String line(String name) {
      return text.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .findFirst()
          .orElse("");
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  void send(String text, SocketAddress to) throws IOException {
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  Came receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
    socket.receive(packet);
    long nanos = System.nanoTime();
    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    return new Came(text, packet.getSocketAddress(), nanos);
  }

  @Override
  public void close() {
    socket.close();
  }
}
