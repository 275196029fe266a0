// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes one wanted file out of a package. The archive's own paths are compared, never used to
 * write: the target is the caller's, so no entry can land anywhere else.
 */
final class Archives {
  private Archives() {}

  /**
   * Copies an entry.
   *
   * @param archive a {@code .tgz} of npm, whose entries lie below {@code package/}, or a {@code
   *     .jar}
   * @param bytes the size that it must have: a larger one is not unpacked
   * @param target a file that does not exist
   */
  static void extract(Path archive, String entry, long bytes, Path target)
      throws AssemblyException {
    try {
      boolean found =
          archive.toString().endsWith(".tgz")
              ? fromTgz(archive, "package/" + entry, bytes, target)
              : fromZip(archive, entry, bytes, target);
      if (!found) {
        throw new AssemblyException(archive.getFileName() + " holds no " + entry);
      }
    } catch (IOException e) {
      throw new AssemblyException(
          archive.getFileName() + " cannot be unpacked (" + e.getMessage() + ")", e);
    }
  }

  private static boolean fromTgz(Path archive, String entry, long bytes, Path target)
      throws IOException, AssemblyException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      TarEntries entries = new TarEntries(in);
      for (Optional<TarEntries.Entry> next = entries.next();
          next.isPresent();
          next = entries.next()) {
        if (next.get().path().equals(entry)) {
          requireSize(archive, entry, next.get().size(), bytes);
          try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = entries.read(buffer); read >= 0; read = entries.read(buffer)) {
              out.write(buffer, 0, read);
            }
          }
          return true;
        }
      }
      return false;
    }
  }

  private static boolean fromZip(Path archive, String entry, long bytes, Path target)
      throws IOException, AssemblyException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null || found.isDirectory()) {
        return false;
      }
      requireSize(archive, entry, found.getSize(), bytes);
      try (InputStream in = zip.getInputStream(found);
          OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          left -= read;
          requireSize(archive, entry, left < 0 ? bytes + 1 : bytes, bytes);
          out.write(buffer, 0, read);
        }
      }
      return true;
    }
  }

  private static void requireSize(Path archive, String entry, long found, long wanted)
      throws AssemblyException {
    if (found != wanted) {
      throw new AssemblyException(
          archive.getFileName() + ", " + entry + ": " + found + " bytes instead of " + wanted);
    }
  }
}
