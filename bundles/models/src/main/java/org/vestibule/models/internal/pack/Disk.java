// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What must be on the disk, and what must be gone from it. */
final class Disk {
  private Disk() {}

  /** Returns when a file's content, or a folder's list of names, survives a power cut. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Syncs a folder with everything in it, the deepest first. */
  static void syncAll(Path folder) throws IOException {
    for (Path path : deepestFirst(folder)) {
      sync(path);
    }
  }

  /** Deletes a folder with everything in it, if it is there; a link is deleted, not followed. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path path : deepestFirst(folder)) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
