// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port of loopback on which nothing listens, below those that the system gives to whoever
 * asks for any, which it may do before the broker has it.
 */
final class Ports {
  private Ports() {}

  static int free() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (BindException e) {
        // Somebody listens there: another one.
      }
    }
  }
}
