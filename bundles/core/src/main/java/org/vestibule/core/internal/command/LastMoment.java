// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a desk that ends leaves to the next one, {@code commands/newest}: the newest moment that a
 * command named. It is taken once: after a crash there is none, however the one before ended.
 */
final class LastMoment {
  private static final Logger LOG = LoggerFactory.getLogger(LastMoment.class);

  /** No moment is as long. */
  private static final int MOST_BYTES = 64;

  private final Path path;

  /**
   * @param data the gateway's data folder
   */
  LastMoment(Path data) {
    path = data.resolve("commands").resolve("newest");
  }

  /** Returns what the desk before this one left, if it ended in order. */
  Optional<Instant> take() {
    try {
      Optional<Instant> left = read();
      // What stays behind would be taken again after a crash, and know nothing of what came since.
      Files.delete(path);
      try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
      return left;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} is not used, for it cannot be taken away: {}", path, e.toString());
      return Optional.empty();
    }
  }

  private Optional<Instant> read() throws IOException {
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // Further.
      }
      return Optional.of(
          Instant.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII)));
    } catch (DateTimeException e) {
      LOG.warn("{} holds no moment and is not used", path);
      return Optional.empty();
    }
  }

  /** Leaves it, whole or not at all; without it the next desk only waits longer. */
  void leave(Instant newest) {
    try {
      Files.createDirectories(path.getParent());
      Path fresh = path.resolveSibling("newest.new");
      Files.deleteIfExists(fresh);
      try (FileChannel out =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        out.write(ByteBuffer.wrap(newest.toString().getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn(
          "{} is not written; dated commands are refused for {} s after the next start: {}",
          path,
          Timeliness.MOST_LEAD.toSeconds(),
          e.toString());
    }
  }
}
