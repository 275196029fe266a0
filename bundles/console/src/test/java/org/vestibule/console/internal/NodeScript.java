// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A script of {@code web/e2e} that looks at a console with a browser of its own. */
final class NodeScript {
  /** Where the page's sources lie, seen from the module, and from the root of the tree. */
  private static final List<Path> WEB = List.of(Path.of("web"), Path.of("bundles/console/web"));

  private NodeScript() {}

  static Path web() {
    return WEB.stream().filter(Files::isDirectory).findFirst().orElseThrow();
  }

  /**
   * Runs a script to its end.
   *
   * @param line is given each line that it says
   * @return its exit code
   */
  static int run(
      SampleConsole console, Consumer<String> line, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", web().resolve("e2e/" + script) + ""));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VESTIBULE_URL", "http://127.0.0.1:" + console.port());
    builder.environment().put("VESTIBULE_TOKEN", console.token());
    builder.environment().put("VESTIBULE_PASSWORD", SampleDay.PASSWORD);
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(line);
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
