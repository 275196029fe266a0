// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;

/** A phone that sends exactly the packets that a test wants, in PCMU and without encryption. */
final class RawPhone implements AutoCloseable {
  final DatagramSocket socket;
  int sequence = 100;
  long timestamp = 50_000;
  long ssrc = 0xABCD;
  InetSocketAddress to;

  RawPhone() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, 0));
    socket.setSoTimeout(60_000);
  }

  String offer(String... attributes) {
    return offer(socket.getLocalPort(), attributes);
  }

  static String offer(int port, String... attributes) {
    StringBuilder text =
        new StringBuilder(
            "v=0\r\no=- 5 5 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n");
    text.append("m=audio ").append(port).append(" RTP/AVP 0 101\r\n");
    text.append("a=rtpmap:101 telephone-event/8000\r\na=rtcp-mux\r\n");
    for (String attribute : attributes) {
      text.append("a=").append(attribute).append("\r\n");
    }
    return text.toString();
  }

  /** Reads where to send from our answer. */
  RawPhone answered(String answer) {
    int port = Integer.parseInt(answer.split("m=audio ")[1].split(" ")[0]);
    to = new InetSocketAddress(MediaHouse.LOCAL, port);
    return this;
  }

  byte[] tone() {
    byte[] payload = new byte[160];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i / 8 % 2 == 0 ? 0x90 : 0x10);
    }
    return payload;
  }

  byte[] sound() {
    byte[] bytes = new RtpPacket(0, false, sequence, timestamp, ssrc, tone()).bytes();
    sequence = sequence + 1 & 0xFFFF;
    timestamp += 160;
    return bytes;
  }

  byte[] event(int event, long began, boolean end) {
    int duration = (int) (timestamp - began) + 160;
    byte[] payload = {
      (byte) event, (byte) (10 | (end ? 0x80 : 0)), (byte) (duration >> 8), (byte) duration
    };
    byte[] bytes = new RtpPacket(101, timestamp == began, sequence, began, ssrc, payload).bytes();
    sequence = sequence + 1 & 0xFFFF;
    timestamp += 160;
    return bytes;
  }

  void send(byte[] bytes) throws IOException {
    send(socket, bytes);
  }

  void send(DatagramSocket from, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  /** Returns the next packet of sound that comes; empty if none does in a minute. */
  Optional<RtpPacket> next() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    return RtpPacket.read(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
