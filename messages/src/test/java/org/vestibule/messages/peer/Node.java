// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts on packages of others, which lie below {@code target} and are never committed. */
final class Node {
  private static final Path FOLDER =
      Path.of(System.getProperty("vestibule.root"), "messages", "target", "npm");
  private static final long MOST_SECONDS = 120;

  private Node() {}

  /**
   * Runs a script that lies beside the tests and returns what it printed. Skips the test where
   * there is no node, or where its packages cannot be had.
   *
   * @param packages each with its exact version
   */
  static String run(String script, List<String> packages, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(works("node", "--version"), "node is not installed");
    Files.createDirectories(FOLDER);
    for (String each : packages) {
      String name = each.substring(0, each.lastIndexOf('@'));
      if (!Files.exists(FOLDER.resolve("node_modules").resolve(name))) {
        assumeTrue(
            works(
                "npm",
                "install",
                "--prefix",
                FOLDER.toString(),
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                each),
            each + " cannot be had");
      }
    }
    Path copy = FOLDER.resolve(script);
    try (InputStream in = Node.class.getResourceAsStream(script)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of("node", copy.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(FOLDER, "out", ".txt");
    Process process = start(command, out);
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(script + " did not end: " + Files.readString(out));
      }
      String printed = Files.readString(out);
      if (process.exitValue() != 0) {
        throw new AssertionError(script + " failed: " + printed);
      }
      return printed;
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      Process process = start(List.of(command), null);
      try {
        return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(List<String> command, Path out) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        out == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out.toFile()));
    return builder.start();
  }
}
