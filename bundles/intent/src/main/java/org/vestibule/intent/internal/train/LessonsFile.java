// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.TaughtUtterance;

/**
 * What a site taught before sentences were sealed: one file in clear. It is read once, into the
 * shelf, and overwritten. Not thread-safe.
 */
final class LessonsFile {
  private static final int MOST_BYTES = 16 << 20;

  private final Path file;

  /** Looks into a folder. */
  LessonsFile(Path folder) {
    file = folder.resolve("taught.json");
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  Lessons read() throws VestibuleException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw failed("more than " + MOST_BYTES + " bytes", null);
      }
      JsonNode root = LessonsJson.tree(Files.readAllBytes(file));
      List<TaughtUtterance> utterances = new ArrayList<>();
      for (JsonNode one : root.path("utterances")) {
        utterances.add(LessonsJson.utterance(one));
      }
      Lessons site = LessonsJson.site(root);
      return new Lessons(site.release(), site.labels(), utterances, site.learned());
    } catch (IOException | RuntimeException e) {
      throw failed("it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /**
   * Overwrites the file and removes it.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  void destroy() throws VestibuleException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate((int) out.size());
      while (zeros.hasRemaining()) {
        out.write(zeros);
      }
      out.force(true);
      Files.delete(file);
    } catch (IOException e) {
      throw failed("it cannot be removed (" + e.getClass().getSimpleName() + ")", e);
    }
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
