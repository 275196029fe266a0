// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.consent.Purpose;

/**
 * The consents in force, in memory. What was read is taken only if nothing changed since the
 * reading began; otherwise it is to be read again. So a withdrawal is never overtaken by an older
 * state. Thread-safe; {@link #of} never waits.
 */
final class InForce {
  private volatile Map<ByteBuffer, Map<Purpose, String>> held = new ConcurrentHashMap<>();
  private long changes;

  /** Returns the purposes of one person, each with the text on which it rests. */
  Map<Purpose, String> of(ByteBuffer key) {
    return held.getOrDefault(key, Map.of());
  }

  /** Returns everybody's. */
  Collection<Map<Purpose, String>> all() {
    return held.values();
  }

  /** Counts the changes; to be asked before reading. */
  synchronized long changes() {
    return changes;
  }

  /**
   * Takes what was read of one person.
   *
   * @return the purposes that are not as they were; empty: something changed, read again
   */
  synchronized Optional<Set<Purpose>> replace(
      ByteBuffer key, Map<Purpose, String> read, long before) {
    if (changes != before) {
      return Optional.empty();
    }
    changes++;
    Map<Purpose, String> old = read.isEmpty() ? held.remove(key) : held.put(key, read);
    Set<Purpose> changed = EnumSet.allOf(Purpose.class);
    changed.removeIf(
        purpose -> (old != null && old.containsKey(purpose)) == read.containsKey(purpose));
    return Optional.of(changed);
  }

  /** Takes what was read of everybody; returns false if something changed: read again. */
  synchronized boolean replaceAll(Map<ByteBuffer, Map<Purpose, String>> read, long before) {
    if (changes != before) {
      return false;
    }
    changes++;
    held = read;
    return true;
  }

  /** Ends one purpose. */
  synchronized void close(ByteBuffer key, Purpose purpose) {
    changes++;
    held.computeIfPresent(
        key,
        (same, purposes) -> {
          Map<Purpose, String> left = new EnumMap<>(purposes);
          left.remove(purpose);
          return left.isEmpty() ? null : left;
        });
  }

  /** Forgets one person; returns how many purposes there were. */
  synchronized int forget(ByteBuffer key) {
    changes++;
    Map<Purpose, String> old = held.remove(key);
    return old == null ? 0 : old.size();
  }
}
