// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Packages of npm that check what we send, below {@code target}. */
public final class Npm {
  private static final Path FOLDER = Path.of("target", "npm");

  private Npm() {}

  /** Returns where the packages lie. */
  public static Path modules() {
    return FOLDER.resolve("node_modules").toAbsolutePath();
  }

  /** Installs a package, or skips the test where it is not to be had. */
  public static void need(String name, String version) throws IOException, InterruptedException {
    Path module = FOLDER.resolve("node_modules").resolve(name);
    if (!Files.isDirectory(module)) {
      Files.createDirectories(FOLDER);
      try {
        String wanted = name + "@" + version;
        run(List.of("npm", "install", "--prefix", ".", "--no-audit", "--no-fund", wanted));
      } catch (IOException e) {
        Assumptions.abort("node and npm are not installed");
      }
    }
    Assumptions.assumeTrue(Files.isDirectory(module), name + " is not to be had");
  }

  /** Runs a script; returns what it printed. */
  public static String node(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "-e", script, "--"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said.strip();
    } finally {
      process.destroy();
    }
  }
}
