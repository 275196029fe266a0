// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;

/**
 * What a site taught, on disk: one file that only its owner reads, replaced in one step. Not
 * thread-safe.
 */
final class LessonsFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_BYTES = 16 << 20;

  private final Path file;

  /** Keeps it in a folder, which is made when it is needed. */
  LessonsFile(Path folder) {
    file = folder.resolve("taught.json");
  }

  /**
   * Reads; no file is no lessons.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  Lessons read() throws VestibuleException {
    if (!Files.exists(file)) {
      return Lessons.NONE;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw failed("more than " + MOST_BYTES + " bytes", null);
      }
      JsonNode root = JSON.readTree(file.toFile());
      List<Lessons.Own> labels = new ArrayList<>();
      for (JsonNode label : root.path("labels")) {
        labels.add(
            new Lessons.Own(
                label.required("name").asText(),
                label.required("title").asText(),
                Intent.valueOf(label.required("intent").asText())));
      }
      List<TaughtUtterance> utterances = new ArrayList<>();
      for (JsonNode one : root.path("utterances")) {
        utterances.add(
            new TaughtUtterance(
                one.required("id").asText(),
                one.required("label").asText(),
                one.required("text").asText(),
                Instant.parse(one.required("at").asText())));
      }
      return new Lessons(root.path("release").asLong(), labels, utterances);
    } catch (IOException | RuntimeException e) {
      throw failed("it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /**
   * Writes.
   *
   * @throws VestibuleException {@code storage-failed}; the file is as it was
   */
  void write(Lessons lessons) throws VestibuleException {
    ObjectNode root = JSON.createObjectNode();
    root.put("release", lessons.release());
    ArrayNode labels = root.putArray("labels");
    for (Lessons.Own label : lessons.labels()) {
      labels
          .addObject()
          .put("name", label.name())
          .put("title", label.title())
          .put("intent", label.intent().name());
    }
    ArrayNode utterances = root.putArray("utterances");
    for (TaughtUtterance one : lessons.utterances()) {
      utterances
          .addObject()
          .put("id", one.id())
          .put("label", one.label())
          .put("text", one.text())
          .put("at", one.at().toString());
    }
    try {
      replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    } catch (IOException e) {
      throw failed("it cannot be written (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private void replace(byte[] bytes) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = file.resolveSibling("taught.json.new");
    Files.deleteIfExists(fresh);
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel out =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The cause may quote the file, so its message stays out of this one. */
  private VestibuleException failed(String found, Exception cause) {
    return new VestibuleException(
        "storage-failed",
        "what this site taught, " + file.getFileName(),
        found,
        "a sound file in a folder that can be written",
        "Check the disk and the folder triage in the data folder, or bring the file back.",
        cause);
  }
}
