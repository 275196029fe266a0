// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Frames as bytes (RFC 6455, section 5.2), masked with zeros; used by one thread. */
final class RawClient implements AutoCloseable {
  static final int FIN = 0x80;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  private static final int MASKED = 0x80;
  private static final int MASK = 0;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    out.write(
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
  }

  void frame(int first, String text) throws IOException {
    frame(first, text.getBytes(UTF_8));
  }

  void frame(int first, byte[] payload) throws IOException {
    head(first, payload.length);
    out.write(payload);
  }

  /** Sends the first byte of a frame that says how long it will be. */
  void begin(int first, int length) throws IOException {
    head(first, length);
    out.writeByte(0);
  }

  private void head(int first, int length) throws IOException {
    out.writeByte(first);
    if (length < 126) {
      out.writeByte(MASKED | length);
    } else if (length < 65_536) {
      out.writeByte(MASKED | 126);
      out.writeShort(length);
    } else {
      out.writeByte(MASKED | 127);
      out.writeLong(length);
    }
    out.writeInt(MASK);
  }

  /** Returns the next frame's operation and payload. */
  String next() throws IOException {
    int first = in.readUnsignedByte();
    byte[] payload = new byte[in.readUnsignedByte()];
    in.readFully(payload);
    return (first & 0x0F) + " " + new String(payload, UTF_8);
  }

  /** Returns the code of the close frame that comes next. */
  int closedWith() throws IOException {
    assertThat(in.readUnsignedByte()).isEqualTo(FIN | CLOSE);
    byte[] payload = new byte[in.readUnsignedByte()];
    in.readFully(payload);
    return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
  }

  /** Returns whether the connection has ended. */
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
