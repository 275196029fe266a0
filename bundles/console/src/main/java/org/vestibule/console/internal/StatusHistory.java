// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.status.Status;

/**
 * How each part became what it is: the changes of its state or cause, kept over restarts. A new
 * sentence alone is no change. Thread-safe.
 */
final class StatusHistory {
  /** The state of a part that reports no more. */
  static final String GONE = "GONE";

  private static final String REMOVED = "[removed]";
  static final int CHANGES = 50;
  private static final int ALL_CHANGES = 20_000;
  private static final Logger LOG = LoggerFactory.getLogger(StatusHistory.class);

  /**
   * A change.
   *
   * @param state a {@link Status.State}, or {@value StatusHistory#GONE}
   */
  record Change(String state, String cause, String sentence, Instant since) {
    static Change of(Status status) {
      return new Change(
          status.state().name(), status.cause().name(), status.sentence(), status.since());
    }

    boolean sameAs(Change other) {
      return other != null && state.equals(other.state) && cause.equals(other.cause);
    }

    Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("state", state);
      plain.put("cause", cause);
      plain.put("sentence", sentence);
      plain.put("since", since.toString());
      return plain;
    }
  }

  private final StatusHistoryFile file;
  private final Map<String, Deque<Change>> parts = new TreeMap<>();
  private boolean changed;

  StatusHistory(Path path) {
    file = new StatusHistoryFile(path);
    try {
      file.read().forEach((part, changes) -> parts.put(part, new ArrayDeque<>(changes)));
    } catch (IOException e) {
      LOG.warn("The history of the parts cannot be read and begins anew: {}", e.getMessage());
    }
  }

  /**
   * Notes how a part is.
   *
   * @param status null when it reports no more
   * @return whether that is a change
   */
  synchronized boolean note(String part, Status status, Instant now) {
    Change next = status == null ? new Change(GONE, "NONE", "", now) : Change.of(status);
    Deque<Change> changes = parts.computeIfAbsent(part, any -> new ArrayDeque<>());
    if (next.sameAs(changes.peekLast())) {
      Change kept = changes.removeLast();
      changes.addLast(new Change(kept.state(), kept.cause(), next.sentence(), kept.since()));
      changed |= !kept.sentence().equals(next.sentence());
      return false;
    }
    changes.addLast(next);
    changed = true;
    while (changes.size() > most()) {
      changes.removeFirst();
    }
    if (parts.size() > HealthMinute.PARTS) {
      forgetTheOldest();
    }
    return true;
  }

  private int most() {
    return Math.max(4, Math.min(CHANGES, ALL_CHANGES / parts.size()));
  }

  private void forgetTheOldest() {
    Optional<String> oldest =
        parts.entrySet().stream()
            .min(Comparator.comparing(part -> part.getValue().peekLast().since()))
            .map(Map.Entry::getKey);
    oldest.ifPresent(parts::remove);
  }

  /** Returns the changes of a part, the newest first; empty when it was never heard of. */
  synchronized List<Change> of(String part) {
    List<Change> changes = new ArrayList<>();
    Deque<Change> kept = parts.getOrDefault(part, new ArrayDeque<>());
    kept.descendingIterator().forEachRemaining(changes::add);
    return changes;
  }

  /** Returns the changes of every part by its name, the newest first. */
  synchronized Map<String, List<Change>> all() {
    Map<String, List<Change>> all = new TreeMap<>();
    parts.keySet().forEach(part -> all.put(part, of(part)));
    return all;
  }

  /** Takes away every sentence that speaks of somebody, on the disk too; returns how many did. */
  int forget(Predicate<String> speaks) {
    int forgotten = 0;
    synchronized (this) {
      for (Deque<Change> changes : parts.values()) {
        for (int left = changes.size(); left > 0; left--) {
          Change change = changes.removeFirst();
          boolean speaking = speaks.test(change.sentence());
          forgotten += speaking ? 1 : 0;
          changes.addLast(
              speaking
                  ? new Change(change.state(), change.cause(), REMOVED, change.since())
                  : change);
        }
      }
      changed |= forgotten > 0;
    }
    save();
    return forgotten;
  }

  /** Writes what changed since the last time. */
  void save() {
    Map<String, List<Change>> kept;
    synchronized (this) {
      if (!changed) {
        return;
      }
      changed = false;
      kept = new TreeMap<>();
      parts.forEach((part, changes) -> kept.put(part, List.copyOf(changes)));
    }
    try {
      file.write(kept);
    } catch (IOException e) {
      synchronized (this) {
        changed = true;
      }
      LOG.warn("The history of the parts could not be kept: {}", e.getMessage());
    }
  }
}
