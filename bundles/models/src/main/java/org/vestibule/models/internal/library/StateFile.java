// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vestibule.models.internal.pack.Releases;

/**
 * {@code models-state.json}, beside the folder of packs. Written whole into a temporary file,
 * synced and moved into place, and the folder synced: a process that ends at any moment leaves the
 * old state or the new one. Used by one thread.
 */
final class StateFile {
  private static final int MOST_BYTES = 1 << 20;

  private final Path path;
  private final Consumer<String> steps;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param path {@code null} when nothing is kept
   * @param steps is told of each step
   */
  StateFile(Path path, Consumer<String> steps) {
    this.path = path;
    this.steps = steps;
  }

  /** Returns the state, an empty one when none is kept yet. */
  State read() throws IOException {
    State state = new State();
    if (path == null || !Files.exists(path)) {
      return state;
    }
    JsonNode root;
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      root = json.readTree(bytes);
    }
    for (Map.Entry<String, JsonNode> slot : entries(root.path("slots"))) {
      state.choices().put(slot.getKey(), choice(slot.getValue()));
    }
    for (Map.Entry<String, JsonNode> seen : entries(root.path("releases"))) {
      JsonNode value = seen.getValue();
      state
          .releases()
          .put(
              seen.getKey(),
              new Releases.Seen(
                  value.path("release").asLong(),
                  value.path("version").asText(),
                  value.path("digest").asText()));
    }
    for (Map.Entry<String, JsonNode> refused : entries(root.path("refused"))) {
      state
          .refusals()
          .put(
              refused.getKey(),
              new State.Refusal(
                  refused.getValue().path("digest").asText(),
                  refused.getValue().path("reason").asText()));
    }
    return state;
  }

  void write(State state) throws IOException {
    if (path == null) {
      return;
    }
    ObjectNode root = json.createObjectNode();
    ObjectNode slots = root.putObject("slots");
    state.choices().forEach((slot, choice) -> put(slots.putObject(slot), choice));
    ObjectNode releases = root.putObject("releases");
    state
        .releases()
        .forEach(
            (name, seen) ->
                releases
                    .putObject(name)
                    .put("release", seen.release())
                    .put("version", seen.version())
                    .put("digest", seen.digest()));
    ObjectNode refused = root.putObject("refused");
    state
        .refusals()
        .forEach(
            (id, refusal) ->
                refused
                    .putObject(id)
                    .put("digest", refusal.digest())
                    .put("reason", refusal.reason()));
    replace(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private void replace(byte[] content) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        steps.accept("state written");
        out.force(true);
      }
      steps.accept("state synced");
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      steps.accept("state moved");
      try (FileChannel folder =
          FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
      steps.accept("state kept");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static List<Map.Entry<String, JsonNode>> entries(JsonNode object) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    object.fields().forEachRemaining(entries::add);
    return entries;
  }

  private static Choice choice(JsonNode node) {
    List<String> companions = new ArrayList<>();
    node.path("companions").forEach(companion -> companions.add(companion.asText()));
    return new Choice(
        node.path("active").asText(),
        node.path("previous").asText(),
        companions,
        node.path("watchedStarts").asInt(),
        node.path("candidate").asText());
  }

  private static void put(ObjectNode node, Choice choice) {
    node.put("active", choice.active()).put("previous", choice.previous());
    choice.companions().forEach(node.putArray("companions")::add);
    node.put("watchedStarts", choice.watchedStarts()).put("candidate", choice.candidate());
  }
}
