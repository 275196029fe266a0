// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who did what, as a gateway's audit keeps it.
 *
 * @param lines in the order in which they were written
 */
record AuditLines(List<Line> lines) {
  /** One line, as far as it is counted here. */
  record Line(String actor, String action) {}

  /** Reads the audit of a data folder. */
  static AuditLines read(Path home) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Line> lines = new ArrayList<>();
    try (Stream<String> texts = Files.lines(home.resolve("audit/audit.jsonl"))) {
      for (String text : (Iterable<String>) texts::iterator) {
        var node = json.readTree(text);
        lines.add(new Line(node.path("actor").asText(), node.path("action").asText()));
      }
    }
    return new AuditLines(lines);
  }

  /** Returns how often each actor did one of these things. */
  Map<String, Integer> byActor(Set<String> actions) {
    Map<String, Integer> counts = new HashMap<>();
    for (Line line : lines) {
      if (actions.contains(line.action)) {
        counts.merge(line.actor, 1, Integer::sum);
      }
    }
    return counts;
  }
}
