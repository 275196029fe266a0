// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.vestibule.store.internal.database.StoreFolder;

/** The folder {@code backups} of the data folder, its owner's only. */
final class BackupFolder {
  private static final Pattern NAME = Pattern.compile("backup-[0-9]{8}-[0-9]{6}(-[0-9]+)?\\.zip");
  private static final String UNFINISHED = "unfinished.zip";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;

  BackupFolder(Path data) {
    folder = data.resolve("backups").toAbsolutePath().normalize();
  }

  /** Returns where a backup is written before it has a name. */
  Path unfinished() throws IOException {
    StoreFolder.ownFolder(folder);
    Path file = folder.resolve(UNFINISHED);
    Files.deleteIfExists(file);
    StoreFolder.own(file);
    return file;
  }

  /** Gives a finished backup its name. */
  Path finish(Path unfinished, Instant madeAt) throws IOException {
    StoreFolder.force(unfinished);
    String stem = "backup-" + STAMP.format(madeAt);
    Path name = folder.resolve(stem + ".zip");
    for (int i = 2; Files.exists(name); i++) {
      name = folder.resolve(stem + "-" + i + ".zip");
    }
    Files.move(unfinished, name);
    StoreFolder.forceFolder(folder);
    return name;
  }

  /** Returns the backups in it, newest first. */
  List<Path> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      List<Path> found =
          new ArrayList<>(
              files.filter(each -> NAME.matcher(each.getFileName().toString()).matches()).toList());
      found.sort(Comparator.reverseOrder());
      return found;
    }
  }

  /** Removes the oldest ones. */
  void keep(int most, Path except) throws IOException {
    List<Path> all = list();
    for (Path old : all.subList(Math.min(most, all.size()), all.size())) {
      if (!old.equals(except.toAbsolutePath().normalize())) {
        Files.delete(old);
      }
    }
  }
}
