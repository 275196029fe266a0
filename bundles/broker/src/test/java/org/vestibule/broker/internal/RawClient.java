// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, byte by byte (MQTT 3.1.1). */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(60_000);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Connects and returns the CONNACK's code. */
  int connect(String identifier, String user, String password) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(4);
    body.write(0xC2);
    body.write(0);
    body.write(0);
    text(body, identifier);
    text(body, user);
    text(body, password);
    send(packet(0x10, body.toByteArray()));
    byte[] answer = socket.getInputStream().readNBytes(4);
    return answer.length == 4 ? answer[3] & 0xFF : -1;
  }

  void subscribe(String filter, int qos) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(0);
    body.write(1);
    text(body, filter);
    body.write(qos);
    send(packet(0x82, body.toByteArray()));
  }

  /** Returns whether the broker ends the connection, whatever it says before. */
  boolean ended() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // Whatever was on its way.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  static byte[] packet(int first, byte[] body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(first);
    int left = body.length;
    do {
      int digit = left % 128;
      left /= 128;
      packet.write(left > 0 ? digit | 128 : digit);
    } while (left > 0);
    packet.writeBytes(body);
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.write(bytes.length >> 8);
    to.write(bytes.length & 0xFF);
    to.writeBytes(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
