// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The UDP socket of SIP. JAIN-SIP takes from it as fast as it can into a queue without an end, 64
 * KiB for each message: so what floods, is too long or is no SIP never gets out of here, and what
 * does takes no more memory than it is long. What goes to where nobody asked is not sent.
 */
final class GuardedDatagrams extends DatagramSocket {
  private static final byte[] ALIVE = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Gate gate;

  GuardedDatagrams(InetSocketAddress local, Gate gate) throws SocketException {
    super(local);
    this.gate = gate;
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    byte[] whole = packet.getData();
    while (true) {
      packet.setData(whole);
      super.receive(packet);
      InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
      FirstLine first = FirstLine.of(packet.getData(), packet.getLength());
      if (gate.admits(from, first, packet.getLength())) {
        if (first == FirstLine.MESSAGE) {
          packet.setData(Arrays.copyOf(packet.getData(), packet.getLength()));
          return;
        }
        super.send(new DatagramPacket(ALIVE, ALIVE.length, from));
      }
    }
  }

  @Override
  public void send(DatagramPacket packet) throws IOException {
    gate.requireWayOut((InetSocketAddress) packet.getSocketAddress());
    super.send(packet);
  }
}
