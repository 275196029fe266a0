// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** An even UDP port for RTP and the odd one above it for RTCP (RFC 3550, section 11). */
public final class PortPair implements AutoCloseable {
  private final DatagramChannel sound;
  private final DatagramChannel control;

  private PortPair(DatagramChannel sound, DatagramChannel control) {
    this.sound = sound;
    this.control = control;
  }

  static PortPair bind(InetAddress local, int port) throws IOException {
    DatagramChannel sound = channel(local, port);
    try {
      return new PortPair(sound, channel(local, port + 1));
    } catch (IOException e) {
      sound.close();
      throw e;
    }
  }

  private static DatagramChannel channel(InetAddress local, int port) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            local instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    try {
      channel.bind(new InetSocketAddress(local, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the socket of RTP. */
  public DatagramChannel sound() {
    return sound;
  }

  /** Returns the socket of RTCP. */
  public DatagramChannel control() {
    return control;
  }

  /** Returns the even port. */
  public int port() {
    return sound.socket().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try {
      sound.close();
    } finally {
      control.close();
    }
  }
}
