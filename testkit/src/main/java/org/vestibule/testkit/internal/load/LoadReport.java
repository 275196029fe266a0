// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of a run as JSON lines: one line about the run, then one for each call. The file is
 * there when it is whole.
 */
final class LoadReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String run;

  LoadReport(Path folder, String run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Writes.
   *
   * @param head what holds for the whole run
   * @param logs the calls by kind
   */
  void write(Map<String, ?> head, Map<String, CallLog> logs) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(run + ".part");
    try (BufferedWriter out = Files.newBufferedWriter(part)) {
      line(out, head);
      for (Map.Entry<String, CallLog> log : logs.entrySet()) {
        calls(out, log.getKey(), log.getValue());
      }
    }
    Files.move(part, folder.resolve(run + ".jsonl"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Says that the first call is about to be made: {@code <run>.begun}. */
  void begun() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(run + ".begun"), "");
  }

  /** A run that could not be made says why in the place where its results would be. */
  void failed(String why) throws IOException {
    write(Map.of("run", run, "problem", why), Map.of());
  }

  private static void calls(BufferedWriter out, String kind, CallLog log) throws IOException {
    for (int call = 0; call < log.capacity(); call++) {
      if (log.made(call)) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        line.put("id", call);
        line.put("dueMicros", log.dueMicros(call));
        line.put("micros", log.micros(call));
        line.put("answers", log.answers(call));
        if (log.failure(call) != null) {
          line.put("failure", log.failure(call));
        }
        line(out, line);
      }
    }
  }

  private static void line(BufferedWriter out, Map<String, ?> fields) throws IOException {
    out.write(JSON.writeValueAsString(fields));
    out.newLine();
  }
}
