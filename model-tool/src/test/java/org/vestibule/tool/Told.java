// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tool told whoever called it.
 *
 * @param exit the exit code
 * @param out what went to stdout
 * @param err what went to stderr
 */
record Told(int exit, String out, String err) {

  /** Runs the tool in this process. */
  static Told by(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        ModelTool.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            words);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs the tool on a data folder. */
  static Told on(Path data, Object... words) {
    List<String> all = new ArrayList<>(List.of("--data", data.toString()));
    for (Object word : words) {
      all.add(word.toString());
    }
    return by(all.toArray(String[]::new));
  }

  /** Returns the exit code and the code of the refusal. */
  String refusal() {
    return exit + " " + err.split(":", 2)[0];
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }
}
