// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Somebody whom a broker lets in: speaks just enough of MQTT 5 to publish with QoS 0, byte by byte,
 * so that thousands cost this side nothing. Used by one thread.
 */
final class MqttStranger implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH = 0x30;
  private static final int RETAIN = 0x01;
  private static final int USER_PROPERTY = 0x26;

  private final Socket socket;
  private final OutputStream out;

  MqttStranger(int port, String name) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    out = socket.getOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(5);
    body.write(2); // A clean start.
    body.write(0);
    body.write(0); // No keep-alive: nothing is expected of it.
    body.write(0);
    text(body, name);
    packet(CONNECT, body);
    Thread drain = new Thread(this::drain, "stranger");
    drain.setDaemon(true);
    drain.start();
  }

  /**
   * Publishes.
   *
   * @param token shown as the user property {@code authorization}; null for none
   */
  void publish(String topic, byte[] payload, String token, boolean retained) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, topic);
    ByteArrayOutputStream properties = new ByteArrayOutputStream();
    if (token != null) {
      properties.write(USER_PROPERTY);
      text(properties, "authorization");
      text(properties, "Bearer " + token);
    }
    number(body, properties.size());
    properties.writeTo(body);
    body.write(payload);
    packet(retained ? PUBLISH | RETAIN : PUBLISH, body);
  }

  private void packet(int type, ByteArrayOutputStream body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(type);
    number(packet, body.size());
    body.writeTo(packet);
    out.write(packet.toByteArray());
  }

  private static void text(ByteArrayOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.write(bytes.length >> 8);
    to.write(bytes.length);
    to.write(bytes);
  }

  /** Seven bits a byte, the lowest first (MQTT 5.0, 1.5.5). */
  private static void number(ByteArrayOutputStream to, int value) {
    int rest = value;
    while (rest > 0x7f) {
      to.write(rest & 0x7f | 0x80);
      rest >>= 7;
    }
    to.write(rest);
  }

  private void drain() {
    try (InputStream in = socket.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It was closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
