// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

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
import java.util.Map;
import java.util.TreeMap;

/**
 * Which packs a person chose, kept over restarts ({@code models-state.json} beside the folder of
 * packs). Written whole into a temporary file, synced and moved into place, so that a crash leaves
 * the old choice or the new one. Used by one thread.
 */
final class ChoiceFile {
  private static final int MOST_BYTES = 64 * 1024;

  private final Path path;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * A slot's choice.
   *
   * @param active the pack that was chosen last
   * @param previous the pack that served before it, empty when none did
   */
  record Choice(String active, String previous) {}

  /**
   * @param path {@code null} when choices are not kept
   */
  ChoiceFile(Path path) {
    this.path = path;
  }

  /**
   * Returns the choices by slot; none when there is no file.
   *
   * @throws IOException when the file is there and cannot be used
   */
  Map<String, Choice> read() throws IOException {
    Map<String, Choice> choices = new TreeMap<>();
    if (path == null || !Files.exists(path)) {
      return choices;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      JsonNode slots = json.readTree(bytes).path("slots");
      slots
          .fields()
          .forEachRemaining(
              slot ->
                  choices.put(
                      slot.getKey(),
                      new Choice(
                          slot.getValue().path("active").asText(),
                          slot.getValue().path("previous").asText())));
    }
    return choices;
  }

  /** Replaces the file. */
  void write(Map<String, Choice> choices) throws IOException {
    if (path == null) {
      return;
    }
    ObjectNode root = json.createObjectNode();
    ObjectNode slots = root.putObject("slots");
    choices.forEach(
        (slot, choice) ->
            slots
                .putObject(slot)
                .put("active", choice.active())
                .put("previous", choice.previous()));
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(root));
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
