// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.broker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that do one thing and end. */
final class Programs {
  private Programs() {}

  /**
   * Runs one.
   *
   * @throws IOException when it fails, or does not end in time
   */
  static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command[0] + " failed");
    }
  }
}
