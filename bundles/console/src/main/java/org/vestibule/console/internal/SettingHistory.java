// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest changes of configurations, in one file in the data folder that is replaced as a whole.
 * A change is written down before it is made and once more when its end is known: one that a crash
 * cut off still says {@code begun}, and whoever lists it looks what became of it. A file that
 * cannot be understood is put aside. Thread-safe, for all objects of one file together.
 */
final class SettingHistory {
  private static final Logger LOG = LoggerFactory.getLogger(SettingHistory.class);

  /** The file is written from the desk and by the erasure of a person. */
  private static final Object FILE = new Object();

  /** How many changes are kept. */
  static final int MOST = 500;

  /** How many of each configuration are kept, however often another one is changed. */
  static final int LEAST_OF_EACH = 10;

  /** How many are kept in all, however many configurations there are. */
  private static final int MOST_IN_ALL = 4 * MOST;

  private static final String NAME = "settings-history";

  private final Path file;

  SettingHistory(Path data) {
    file = data.resolve(NAME + ".json");
  }

  /** Writes down a change that is about to be made, and returns it with its number. */
  SettingChange begin(SettingChange change) throws IOException {
    synchronized (FILE) {
      List<SettingChange> now = read();
      long n = now.isEmpty() ? 1 : now.get(now.size() - 1).n() + 1;
      SettingChange numbered = change.numbered(n);
      List<SettingChange> next = new ArrayList<>(now);
      next.add(numbered);
      write(newestOf(next));
      return numbered;
    }
  }

  private static List<SettingChange> newestOf(List<SettingChange> all) {
    Map<String, Integer> ofEach = new HashMap<>();
    LinkedList<SettingChange> kept = new LinkedList<>();
    for (int i = all.size() - 1; i >= 0 && kept.size() < MOST_IN_ALL; i--) {
      SettingChange change = all.get(i);
      int newer = ofEach.merge(change.id(), 1, Integer::sum) - 1;
      if (kept.size() < MOST || newer < LEAST_OF_EACH) {
        kept.addFirst(change);
      }
    }
    return kept;
  }

  /** Writes down what became of a change. */
  void settle(long n, String state) throws IOException {
    replace(change -> change.n() == n ? change.in(state) : change);
  }

  /** Writes down other values where {@code how} gives some, and returns how many it changed. */
  int replace(UnaryOperator<SettingChange> how) throws IOException {
    synchronized (FILE) {
      List<SettingChange> now = read();
      List<SettingChange> next = now.stream().map(how).toList();
      int changed = 0;
      for (int i = 0; i < now.size(); i++) {
        changed += now.get(i).equals(next.get(i)) ? 0 : 1;
      }
      if (changed > 0) {
        write(next);
      }
      return changed;
    }
  }

  /** Returns all changes that are kept, the newest first. */
  List<SettingChange> newest() {
    List<SettingChange> newest = new ArrayList<>();
    try {
      newest.addAll(read());
    } catch (IOException e) {
      LOG.warn("The history of settings in {} cannot be read", file, e);
    }
    Collections.reverse(newest);
    return newest;
  }

  Optional<SettingChange> find(long n) {
    return newest().stream().filter(change -> change.n() == n).findFirst();
  }

  /** Returns the histories that could not be understood and were put aside, by name. */
  List<Path> unreadable() throws IOException {
    if (!Files.isDirectory(file.getParent())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(NAME + "-unreadable-"))
          .sorted()
          .toList();
    }
  }

  /** Deletes what was put aside and speaks of somebody; returns how many files that were. */
  int dropUnreadable(Predicate<String> speaks) throws IOException {
    int dropped = 0;
    for (Path aside : unreadable()) {
      if (speaks.test(Files.readString(aside, StandardCharsets.ISO_8859_1))) {
        Files.delete(aside);
        dropped++;
      }
    }
    return dropped;
  }

  private List<SettingChange> read() throws IOException {
    synchronized (FILE) {
      byte[] content;
      try {
        content = Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        return List.of();
      }
      try {
        return ((List<?>) Json.tree(content).orElseThrow())
            .stream().map(line -> SettingChange.of((Map<?, ?>) line)).toList();
      } catch (RuntimeException e) {
        Path aside = file.resolveSibling(NAME + "-unreadable-" + System.currentTimeMillis());
        Files.move(file, aside);
        LOG.warn("The history of settings lies in {}: it cannot be read, and begins anew", aside);
        return List.of();
      }
    }
  }

  private void write(List<SettingChange> next) throws IOException {
    List<Map<String, Object>> plain = next.stream().map(SettingChange::plain).toList();
    SettingFile.replace(file, new String(Json.write(plain), StandardCharsets.UTF_8));
  }
}
