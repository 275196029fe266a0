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
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which packs a person chose, kept over restarts ({@code models-state.json} beside the folder of
 * packs). Written whole into a temporary file, synced and moved into place, so that a crash leaves
 * the old choice or the new one. Used by one thread; {@link #problem()} may be read by all.
 */
final class Choices {
  private static final int MOST_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Choices.class);

  private final Path path;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, Choice> bySlot = new TreeMap<>();
  private volatile String problem = "";

  /**
   * A slot's choice.
   *
   * @param active the pack that was chosen last
   * @param previous the pack that served before it, empty when none did
   */
  record Choice(String active, String previous) {}

  /**
   * Reads the choices; a file that cannot be used is a {@link #problem()}, and none are known.
   *
   * @param path {@code null} when choices are not kept
   */
  Choices(Path path) {
    this.path = path;
    try {
      read();
    } catch (IOException e) {
      LOG.warn("{} cannot be used, the configured packs serve", path, e);
      bySlot.clear();
      problem =
          path
              + " cannot be read, so the configured packs serve. Activate the packs that you want.";
    }
  }

  /** Returns the choices by slot. */
  Map<String, Choice> bySlot() {
    return Collections.unmodifiableMap(bySlot);
  }

  /** Returns why choices could not be read or kept, empty when they could. */
  String problem() {
    return problem;
  }

  /** Remembers a choice; that it cannot be written is a {@link #problem()}, the pack serves on. */
  void keep(String slot, Choice choice) {
    bySlot.put(slot, choice);
    try {
      write();
      problem = "";
    } catch (IOException e) {
      LOG.warn("The choice of {} for slot {} cannot be kept", choice.active(), slot, e);
      problem =
          choice.active()
              + " serves, but the choice cannot be written to "
              + path
              + " and is lost at the next start. Check the disk.";
    }
  }

  private void read() throws IOException {
    if (path == null || !Files.exists(path)) {
      return;
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
                  bySlot.put(
                      slot.getKey(),
                      new Choice(
                          slot.getValue().path("active").asText(),
                          slot.getValue().path("previous").asText())));
    }
  }

  private void write() throws IOException {
    if (path == null) {
      return;
    }
    ObjectNode root = json.createObjectNode();
    ObjectNode slots = root.putObject("slots");
    bySlot.forEach(
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
