// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line clients of mosquitto, as processes. */
final class Mosquitto {
  /** What a client did. */
  record Said(int code, String text) {}

  private Mosquitto() {}

  static boolean installed() {
    return Stream.of("/usr/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, "mosquitto_sub"))
        .anyMatch(Files::isExecutable);
  }

  static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  static Said run(List<String> command) throws IOException, InterruptedException {
    Process process = start(command);
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " did not end");
    }
    return new Said(process.exitValue(), text);
  }
}
