// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of loopback that a test may open, close and open again. One that the system chose may go
 * to any other program in between; those below its range (Linux, ip_local_port_range from 32768 on)
 * it gives to nobody who does not ask for them.
 */
public final class FreePort {
  private static final int FIRST = 10_000;
  private static final int PAST = 32_000;

  private FreePort() {}

  /** Finds one. */
  public static int find() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, PAST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException e) {
        // Somebody listens there: another one.
      }
    }
  }
}
