// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs a simulated station until it is ended, for trying by hand. */
final class Program {
  private Program() {}

  /** Makes a station on a port. */
  @FunctionalInterface
  interface Maker {
    SimulatedStation on(int port) throws IOException;
  }

  /**
   * @param arguments PORT USER PASSWORD
   * @param rights of that user
   */
  static void run(Maker maker, String[] arguments, String... rights)
      throws IOException, InterruptedException {
    if (arguments.length != 3) {
      System.err.println("Arguments: PORT USER PASSWORD");
      System.exit(2);
    }
    try (SimulatedStation station = maker.on(Integer.parseInt(arguments[0]))) {
      station.account(arguments[1], arguments[2], rights);
      System.out.println(station.getClass().getSimpleName() + " at " + station.url());
      new CountDownLatch(1).await();
    }
  }
}
