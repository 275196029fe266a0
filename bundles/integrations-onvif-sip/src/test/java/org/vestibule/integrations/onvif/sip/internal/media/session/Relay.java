// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A network between two ends, each of which takes it for the other one: what the caller sends goes
 * through the function that a test gives, what the callee sends passes.
 */
final class Relay implements AutoCloseable {
  private final DatagramSocket atCaller;
  private final DatagramSocket atCallee;
  private volatile InetSocketAddress caller;
  private volatile InetSocketAddress callee;

  Relay(Function<byte[], List<byte[]>> forth) throws IOException {
    atCaller = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, 0));
    atCallee = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, 0));
    Thread there = new Thread(() -> carry(atCaller, atCallee, forth, true), "test-relay-there");
    Thread back = new Thread(() -> carry(atCallee, atCaller, List::of, false), "test-relay-back");
    there.start();
    back.start();
  }

  /** Returns the caller's description as the callee gets it. */
  String offer(String text) {
    caller = new InetSocketAddress(MediaHouse.LOCAL, port(text));
    return text.replace("m=audio " + caller.getPort(), "m=audio " + atCallee.getLocalPort());
  }

  /** Returns the callee's as the caller gets it. */
  String answer(String text) {
    callee = new InetSocketAddress(MediaHouse.LOCAL, port(text));
    return text.replace("m=audio " + callee.getPort(), "m=audio " + atCaller.getLocalPort());
  }

  private static int port(String text) {
    return Integer.parseInt(text.split("m=audio ")[1].split(" ")[0]);
  }

  private void carry(
      DatagramSocket in, DatagramSocket out, Function<byte[], List<byte[]>> way, boolean there) {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    try {
      while (!in.isClosed()) {
        packet.setLength(2000);
        in.receive(packet);
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] each : way.apply(bytes)) {
          out.send(new DatagramPacket(each, each.length, there ? callee : caller));
        }
      }
    } catch (IOException e) {
      // The test is over.
      assert in.isClosed() || out.isClosed();
    }
  }

  @Override
  public void close() {
    atCaller.close();
    atCallee.close();
  }
}
