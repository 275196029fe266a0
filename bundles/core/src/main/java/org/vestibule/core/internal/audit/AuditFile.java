// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.vestibule.api.audit.AuditEntry;

/**
 * The open file. Written through {@link RandomAccessFile}, because a {@code FileChannel} closes
 * itself when its thread is interrupted, and a visit that runs out of time interrupts. Not
 * thread-safe.
 */
final class AuditFile implements AutoCloseable {
  /** What became of a line that a crash had torn. */
  record Torn(long bytes, Path kept) {}

  private static final int TAIL = 512 * 1024;

  private final RandomAccessFile file;
  private final Optional<Torn> torn;
  private final Deque<AuditEntry> tail = new ArrayDeque<>();
  private long length;

  private AuditFile(RandomAccessFile file, Path path) throws IOException {
    this.file = file;
    try {
      if (file.getChannel().tryLock() == null) {
        throw new IOException("another process writes it");
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("another part of this process writes it", e);
    }
    torn = cutTorn(path);
    length = file.length();
    readTail();
  }

  /** Opens or creates the file for its owner only, and cuts off a torn last line. */
  static AuditFile open(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    own(path);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new AuditFile(file, path);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void own(Path path) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (posix) {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(ownerOnly));
      } else {
        Files.createFile(path);
      }
    } catch (FileAlreadyExistsException e) {
      if (posix) {
        Files.setPosixFilePermissions(path, ownerOnly);
      }
    }
  }

  /** Appends whole bytes and forces them to the disk; on failure nothing of them stays. */
  void append(byte[] line) throws IOException {
    try {
      file.seek(length);
      file.write(line);
      file.getFD().sync();
      length += line.length;
    } catch (IOException e) {
      file.setLength(length);
      throw e;
    }
  }

  long length() {
    return length;
  }

  Optional<Torn> torn() {
    return torn;
  }

  /** Returns the last entries found at opening, oldest first. */
  Deque<AuditEntry> tail() {
    return tail;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private Optional<Torn> cutTorn(Path path) throws IOException {
    long end = file.length();
    long good = end;
    while (good > 0 && byteAt(good - 1) != '\n') {
      good--;
    }
    if (good == end) {
      return Optional.empty();
    }
    if (end - good > AuditReader.MAX_LINE) {
      throw new IOException("its last " + (end - good) + " bytes are no audit");
    }
    byte[] rest = new byte[(int) (end - good)];
    file.seek(good);
    file.readFully(rest);
    Path kept =
        path.resolveSibling("audit.torn-" + Instant.now().toString().replaceAll("[^0-9TZ]", "-"));
    own(kept);
    Files.write(kept, rest, StandardOpenOption.SYNC);
    file.setLength(good);
    file.getFD().sync();
    return Optional.of(new Torn(rest.length, kept));
  }

  private int byteAt(long at) throws IOException {
    file.seek(at);
    return file.read();
  }

  private void readTail() throws IOException {
    long from = Math.max(0, length - TAIL);
    byte[] bytes = new byte[(int) (length - from)];
    file.seek(from);
    file.readFully(bytes);
    int start = 0;
    // A tail that does not begin at the file's start begins inside a line: skip that one.
    if (from > 0) {
      while (bytes[start++] != '\n') {}
    }
    IOException wrong = null;
    for (int end = start; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        try {
          wrong = null;
          tail.addLast(AuditLine.decode(java.util.Arrays.copyOfRange(bytes, start, end)));
        } catch (IllegalArgumentException e) {
          wrong = new IOException("its last line is wrong: " + e.getMessage(), e);
        }
        start = end + 1;
      }
    }
    // An older line that was changed is found by verify(); only the last one carries the chain on.
    if (wrong != null) {
      throw wrong;
    }
  }
}
