// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that its owner alone reads and that is replaced in one step. What it held before stays
 * beside it under {@code .old} until {@link #shredOld}, so that a caller may finish what else
 * belongs to the change first. Not thread-safe.
 */
record OwnerFile(Path path) {
  private static final int CHUNK = 1 << 16;
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  boolean exists() {
    return Files.exists(path);
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /** Makes a new file; both it and its name are on the disk when this returns. */
  void create(byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
      write(out, ByteBuffer.wrap(bytes));
      out.force(true);
    }
    forceFolder();
  }

  /** Replaces the content in one step; the folder is made where it is missing. */
  void replace(byte[] bytes) throws IOException {
    Files.createDirectories(path.getParent(), FOLDER);
    shredOld();
    OwnerFile fresh = beside(".new");
    fresh.shred();
    fresh.create(bytes);
    if (exists()) {
      Files.createLink(beside(".old").path, path);
    }
    Files.move(
        fresh.path, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  /** Overwrites and removes what {@link #replace} kept, and what a crash left half made. */
  void shredOld() throws IOException {
    OwnerFile old = beside(".old");
    if (old.exists() && exists() && Files.isSameFile(old.path, path)) {
      // A crash came between the second name and the replacement: the content is still in use.
      Files.delete(old.path);
    }
    old.shred();
    beside(".new").shred();
  }

  /** Overwrites the file with zeros, forces them to the disk, and removes it. */
  void shred() throws IOException {
    if (!exists()) {
      return;
    }
    try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      long size = out.size();
      for (long at = 0; at < size; at += CHUNK) {
        out.position(at);
        write(out, ByteBuffer.allocate((int) Math.min(CHUNK, size - at)));
      }
      out.force(true);
    }
    Files.delete(path);
    forceFolder();
  }

  /** Returns whether nobody but the owner may read it. */
  boolean ownersOnly() throws IOException {
    Set<PosixFilePermission> all = Files.getPosixFilePermissions(path);
    return PosixFilePermissions.toString(all).endsWith("------");
  }

  static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void forceFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private OwnerFile beside(String ending) {
    return new OwnerFile(path.resolveSibling(path.getFileName() + ending));
  }
}
