// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One secret in a file of the data folder that only the gateway's user can read. Replaced whole,
 * read at each use, so that what a person puts there counts at once. Thread-safe.
 */
final class SecretFile {
  private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
  private static final int LONGEST = 512;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;

  SecretFile(Path data, String name) {
    file = data.resolve("secrets").resolve(name);
  }

  /** Returns where it lies; the path is no secret. */
  Path path() {
    return file;
  }

  /**
   * Returns what it holds, empty when there is no such file.
   *
   * @throws IOException when it cannot be read, is no plain file, or is longer than a secret
   */
  Optional<String> read() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
        throw new IOException(file + " is no plain file of at most " + LONGEST + " bytes");
      }
      if (!OWNER_ONLY.equals(Files.getPosixFilePermissions(file))) {
        LOG.warn("{} could be read by others, its rights are tightened", file);
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
      return Optional.of(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Replaces what it holds; on the disk when this returns. */
  synchronized void write(String secret) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes it if it is there. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
