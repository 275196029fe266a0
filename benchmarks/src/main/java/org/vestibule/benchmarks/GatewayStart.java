// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.testkit.internal.client.GatewayProcess;

/** Starts the assembled gateway as a process and measures how long it takes to be of use. */
final class GatewayStart {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path home;
  private final PrintStream out;

  /**
   * @param home a data folder with an unpacked gateway, see {@code stage_demo} in the script
   */
  GatewayStart(Path home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /**
   * What one start cost.
   *
   * @param readySeconds from the process's start to a gateway that is ready: all services up,
   *     models loaded, first inference of each capability answered
   * @param residentMegabytes resident memory at rest, five seconds after
   */
  record Cost(double readySeconds, double residentMegabytes) {}

  /** Starts once to fill the container's caches, then measures the next start. */
  Cost measureWarm() throws IOException, InterruptedException, TimeoutException {
    Cost first = measure();
    out.printf(
        Locale.ROOT,
        "first start  ready after %.1f s, %.0f MB resident%n",
        first.readySeconds(),
        first.residentMegabytes());
    Cost warm = measure();
    out.printf(
        Locale.ROOT,
        "warm start   ready after %.1f s, %.0f MB resident%n",
        warm.readySeconds(),
        warm.residentMegabytes());
    return warm;
  }

  private Cost measure() throws IOException, InterruptedException, TimeoutException {
    try (GatewayProcess gateway = GatewayProcess.start(home, "bench.log")) {
      double seconds = gateway.awaitReady(PATIENCE);
      TimeUnit.SECONDS.sleep(5);
      return new Cost(seconds, gateway.residentMegabytes());
    }
  }
}
