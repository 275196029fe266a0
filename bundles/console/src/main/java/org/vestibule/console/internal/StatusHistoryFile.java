// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.console.internal.StatusHistory.Change;

/**
 * The file in which the history outlives a restart: replaced as a whole, so that whoever is killed
 * leaves the old one or the new one. Sentences that speak of somebody go when they are erased.
 */
final class StatusHistoryFile {
  private static final long MOST_BYTES = 16L << 20;

  private final Path path;

  StatusHistoryFile(Path path) {
    this.path = path;
  }

  /** Reads the changes of each part, the oldest first; none when there is no file yet. */
  Map<String, List<Change>> read() throws IOException {
    Map<String, List<Change>> read = new LinkedHashMap<>();
    if (!Files.exists(path)) {
      return read;
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException(path.getFileName() + " is larger than " + MOST_BYTES + " bytes");
    }
    Object tree = Json.tree(Files.readAllBytes(path)).orElse(null);
    if (!(tree instanceof Map<?, ?> parts)) {
      throw new IOException(path.getFileName() + " is no JSON object");
    }
    for (Map.Entry<?, ?> part : parts.entrySet()) {
      List<Change> changes = new ArrayList<>();
      if (part.getValue() instanceof List<?> list) {
        for (Object each : list) {
          changes.add(change(each));
        }
      }
      if (!changes.isEmpty()) {
        read.put(String.valueOf(part.getKey()), changes);
      }
    }
    return read;
  }

  private Change change(Object each) throws IOException {
    if (each instanceof Map<?, ?> change
        && change.get("state") instanceof String state
        && change.get("cause") instanceof String cause
        && change.get("sentence") instanceof String sentence
        && change.get("since") instanceof String since) {
      try {
        return new Change(state, cause, sentence, Instant.parse(since));
      } catch (DateTimeException e) {
        throw new IOException(path.getFileName() + " has a moment that is none", e);
      }
    }
    throw new IOException(path.getFileName() + " has a change without its parts");
  }

  void write(Map<String, List<Change>> parts) throws IOException {
    Map<String, Object> plain = new LinkedHashMap<>();
    parts.forEach((part, changes) -> plain.put(part, changes.stream().map(Change::plain).toList()));
    SettingFile.replace(
        path.toAbsolutePath(), new String(Json.write(plain), StandardCharsets.UTF_8));
  }
}
