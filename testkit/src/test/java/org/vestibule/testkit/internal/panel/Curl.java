// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** curl as a process: a client that shares no line of code with the simulators. */
final class Curl {
  private static final int SECONDS = 60;

  private Curl() {}

  /** Skips the test where curl is not installed. */
  static void assume() {
    try {
      Process version = new ProcessBuilder("curl", "--version").redirectErrorStream(true).start();
      version.getInputStream().readAllBytes();
      Assumptions.assumeTrue(version.waitFor() == 0, "curl does not run");
    } catch (IOException e) {
      Assumptions.abort("curl is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the body, a line feed, and the status; or curl's own number where it fails. */
  static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-w", "\n%{http_code}"));
    command.addAll(List.of(arguments));
    Process curl = new ProcessBuilder(command).start();
    curl.getOutputStream().close();
    String out = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!curl.waitFor(SECONDS, TimeUnit.SECONDS)) {
      curl.destroyForcibly();
      throw new IOException("curl does not end");
    }
    return curl.exitValue() == 0 ? out : "curl " + curl.exitValue();
  }
}
