// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of loopback that nobody has, by UDP and by TCP, each given out once in this Java. */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int RANGE = 12_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % (RANGE / 100)) * 100);

  private FreePorts() {}

  /**
   * Returns the first of {@code count} ports in a row that are free; it is even, as RTP likes it.
   */
  public static int row(int count) {
    int step = count + count % 2;
    for (int tries = 0; tries < RANGE / step; tries++) {
      int first = FIRST + NEXT.getAndAdd(step) % (RANGE - step) / 2 * 2;
      if (free(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row");
  }

  private static boolean free(int first, int count) {
    for (int port = first; port < first + count; port++) {
      InetAddress here = InetAddress.getLoopbackAddress();
      try (DatagramSocket udp = new DatagramSocket(port, here);
          ServerSocket tcp = new ServerSocket(port, 1, here)) {
        if (udp.getLocalPort() != tcp.getLocalPort()) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
