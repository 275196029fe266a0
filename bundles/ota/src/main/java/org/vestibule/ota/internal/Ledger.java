// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions each feature had, oldest first, in one small file that survives a crash at any
 * point: written aside, synced and moved into place. The distribution's own version is not listed.
 * Thread-safe.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** What became of a version. */
  enum Mark {
    /** It is being tried: whether it is healthy is not known yet. */
    TRYING,
    /** It serves. */
    CURRENT,
    /** It served before, and can be gone back to. */
    FORMER,
    /** It was left; remembered so that its number is not used for other content. */
    LEFT
  }

  /** One version of a feature. */
  record Entry(String feature, String version, String sha256, Mark mark) {
    private Entry with(Mark other) {
      return new Entry(feature, version, sha256, other);
    }
  }

  private final Path file;
  private List<Entry> entries;

  /** Reads the ledger; a missing file is an empty ledger. */
  Ledger(Path file) throws IOException {
    this.file = file;
    this.entries = Files.exists(file) ? read(file) : List.of();
  }

  synchronized List<Entry> all() {
    return entries;
  }

  /** Returns the newest version of a feature with this mark. */
  synchronized Optional<Entry> last(String feature, Mark mark) {
    return entries.stream()
        .filter(entry -> entry.feature().equals(feature) && entry.mark() == mark)
        .reduce((older, newer) -> newer);
  }

  /** Notes that a version is going to be tried. */
  synchronized void trying(String feature, String version, String sha256) throws IOException {
    List<Entry> next = new ArrayList<>(entries);
    next.removeIf(entry -> entry.feature().equals(feature) && entry.version().equals(version));
    next.add(new Entry(feature, version, sha256, Mark.TRYING));
    write(next);
  }

  /**
   * The version that was tried serves now.
   *
   * @param keep how many former versions stay
   */
  synchronized void kept(String feature, int keep) throws IOException {
    List<Entry> next = new ArrayList<>();
    for (Entry entry : entries) {
      next.add(
          !entry.feature().equals(feature)
              ? entry
              : switch (entry.mark()) {
                case TRYING -> entry.with(Mark.CURRENT);
                case CURRENT -> entry.with(Mark.FORMER);
                default -> entry;
              });
    }
    List<Entry> former =
        next.stream().filter(e -> e.feature().equals(feature) && e.mark() == Mark.FORMER).toList();
    List<Entry> gone = former.subList(0, Math.max(0, former.size() - keep));
    next.replaceAll(entry -> gone.contains(entry) ? entry.with(Mark.LEFT) : entry);
    write(next);
  }

  /** The version with this mark is left for good. */
  synchronized void left(String feature, Mark mark) throws IOException {
    List<Entry> next = new ArrayList<>(entries);
    next.replaceAll(
        entry ->
            entry.feature().equals(feature) && entry.mark() == mark
                ? entry.with(Mark.LEFT)
                : entry);
    write(next);
  }

  /** The current version is left, and the newest former one, if there is one, serves again. */
  synchronized void back(String feature) throws IOException {
    Optional<Entry> former = last(feature, Mark.FORMER);
    List<Entry> next = new ArrayList<>(entries);
    next.replaceAll(
        entry -> {
          if (entry.feature().equals(feature) && entry.mark() == Mark.CURRENT) {
            return entry.with(Mark.LEFT);
          }
          return former.isPresent() && entry.equals(former.get())
              ? entry.with(Mark.CURRENT)
              : entry;
        });
    write(next);
  }

  /** Writes bytes so that they are whole on the disk or not there at all. */
  static void writeWhole(Path target, byte[] bytes) throws IOException {
    Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
    Files.write(fresh, bytes);
    moveWhole(fresh, target);
  }

  /** Syncs a file, moves it into place and syncs its folder. */
  static void moveWhole(Path fresh, Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void write(List<Entry> next) throws IOException {
    String text =
        next.stream()
            .map(
                entry ->
                    String.join(
                        " ",
                        entry.feature(),
                        entry.version(),
                        entry.sha256(),
                        entry.mark().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.createDirectories(file.getParent());
    writeWhole(file, text.getBytes(StandardCharsets.UTF_8));
    entries = List.copyOf(next);
  }

  private static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ");
      try {
        entries.add(
            new Entry(
                parts[0], parts[1], parts[2], Mark.valueOf(parts[3].toUpperCase(Locale.ROOT))));
      } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
        LOG.warn("A line of {} is not understood and left out: {}", file, line);
      }
    }
    return List.copyOf(entries);
  }
}
