// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/** The folder {@code store} of the data folder, its owner's only. Immutable. */
public final class StoreFolder {
  /** What H2 appends to the name of a database. */
  static final String SUFFIX = ".mv.db";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;

  /**
   * Makes the folder, or takes it.
   *
   * @param data the gateway's data folder
   */
  public StoreFolder(Path data) throws IOException {
    folder = data.resolve("store").toAbsolutePath().normalize();
    ownFolder(folder);
  }

  /** Returns the database's file. */
  public Path database() {
    return folder.resolve("house" + SUFFIX);
  }

  /** Returns where another content is prepared before it takes the place of the first. */
  public Path prepared() {
    return folder.resolve("house-prepared" + SUFFIX);
  }

  /** Returns where the content is written once more, without what was written over. */
  Path shrunk() {
    return folder.resolve("house-shrunk" + SUFFIX);
  }

  /**
   * Returns whether the file was last written anew so long ago; one of unknown age is noted now.
   */
  boolean aged(Duration age) throws IOException {
    Path mark = folder.resolve("rewritten");
    if (!Files.exists(mark)) {
      renewed();
    }
    return Files.getLastModifiedTime(mark).toInstant().isBefore(Instant.now().minus(age));
  }

  /** Notes that the file was written anew. */
  void renewed() throws IOException {
    Path mark = folder.resolve("rewritten");
    own(mark);
    Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
  }

  /** Says that there was a database once: one that is missing later is no new house. */
  Path founded() {
    return folder.resolve("founded");
  }

  Path lock() {
    return folder.resolve("lock");
  }

  /** Moves a broken file out of the way, as evidence, and returns where it lies. */
  Path keepAside(Clock clock) throws IOException {
    Path aside = folder.resolve("house-broken-" + STAMP.format(clock.instant()) + SUFFIX);
    Files.move(database(), aside);
    forceFolder(folder);
    return aside;
  }

  /** Returns the newest file that was kept aside. */
  public Optional<Path> newestBroken() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith("house-broken-"))
          .max(Comparator.naturalOrder());
    }
  }

  /** Puts a prepared file in the place of the database; a crash leaves the one or the other. */
  void enthrone(Path prepared) throws IOException {
    force(prepared);
    Files.move(
        prepared, database(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(folder);
  }

  /** Marks the house as founded. */
  void found() throws IOException {
    if (!Files.exists(founded())) {
      own(founded());
      forceFolder(folder);
    }
  }

  /** Makes an empty file, or takes the one that is there, for its owner only. */
  public static void own(Path file) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    if (!posix(file)) {
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } else if (Files.exists(file)) {
      Files.setPosixFilePermissions(file, ownerOnly);
    } else {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
  }

  /** Makes a folder, or takes the one that is there, for its owner only. */
  public static void ownFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (posix(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Forces a file's content to the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces a folder's names to the disk, where the platform can. */
  public static void forceFolder(Path folder) throws IOException {
    if (posix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
