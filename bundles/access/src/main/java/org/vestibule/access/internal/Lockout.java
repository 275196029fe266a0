// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * Counts wrong tries for each name and each address, and makes whoever goes on wait: 1 s after the
 * last free try, twice as long after each further one, never longer than {@link #LONGEST}. Names
 * that do not exist are counted like those that do. A name is counted apart for the box and for
 * everywhere else, so that nobody far away can lock its owner out from the box; there the wait ends
 * at {@link #LONGEST_HERE}. Thread-safe.
 */
final class Lockout {
  static final Duration LONGEST = Duration.ofMinutes(15);
  static final Duration LONGEST_HERE = Duration.ofSeconds(30);
  static final int FREE_FOR_NAME = 5;
  static final int FREE_FOR_ADDRESS = 20;

  /** After a day without a wrong try everything is forgotten. */
  private static final Duration MEMORY = Duration.ofDays(1);

  /** So many fit into one value of a shelf, however long their names are. */
  static final int MOST = 8_000;

  private final Clock clock;

  /** The one whose last wrong try is longest ago comes first. */
  private final Map<String, Tries> tries = new LinkedHashMap<>();

  private boolean changed;

  /**
   * Wrong tries.
   *
   * @param count how many
   * @param last the last one, milliseconds since 1970
   */
  record Tries(int count, long last) {}

  Lockout(Clock clock) {
    this.clock = clock;
  }

  static String ofName(String name, Origin origin) {
    return (origin.loopback() ? "here:" : "name:") + name;
  }

  static String ofAddress(String what, Origin origin) {
    return (origin.loopback() ? "here:" : "from:") + what + ":" + origin.network();
  }

  /**
   * Refuses whoever has to wait.
   *
   * @throws VestibuleException {@code locked-out}
   */
  synchronized void refuse(String key, int free) throws VestibuleException {
    Duration wait = wait(key, free);
    if (!wait.isZero()) {
      throw Refusals.lockedOut(wait);
    }
  }

  /** Counts a wrong try; returns whether it began a wait. */
  synchronized boolean count(String key, int free) {
    Tries before = tries.remove(key);
    int count = before == null || old(before) ? 1 : Math.min(before.count() + 1, 1000);
    if (tries.size() >= MOST) {
      Iterator<String> oldest = tries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    tries.put(key, new Tries(count, clock.millis()));
    changed = changed || count >= free;
    return count >= free;
  }

  /** Forgets the wrong tries of a name that was right. */
  synchronized void forget(String key) {
    changed = tries.remove(key) != null || changed;
  }

  /** Returns until when a name has to wait, from anywhere but the box. */
  synchronized Optional<Instant> lockedUntil(String name) {
    Duration wait = wait("name:" + name, FREE_FOR_NAME);
    return wait.isZero() ? Optional.empty() : Optional.of(clock.instant().plus(wait));
  }

  /** Returns what a restart must not forget, once after each change of it. */
  synchronized Optional<Map<String, Tries>> toKeep() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    tries.values().removeIf(this::old);
    return Optional.of(new LinkedHashMap<>(tries));
  }

  /** Says that what {@link #toKeep} returned could not be kept. */
  synchronized void notKept() {
    changed = true;
  }

  /** Takes what was kept before a restart; what was counted since is not made less. */
  synchronized void restore(Map<String, Tries> kept) {
    kept.forEach(
        (key, before) ->
            tries.merge(key, before, (now, then) -> now.count() >= then.count() ? now : then));
  }

  private Duration wait(String key, int free) {
    Tries now = tries.get(key);
    if (now == null || now.count() < free || old(now)) {
      return Duration.ZERO;
    }
    Duration most = key.startsWith("here:") ? LONGEST_HERE : LONGEST;
    Duration whole = Duration.ofSeconds(1L << Math.min(now.count() - free, 20));
    whole = whole.compareTo(most) < 0 ? whole : most;
    Duration left = whole.minusMillis(clock.millis() - now.last());
    // A clock that was set back makes nobody wait for longer than the whole.
    return left.isNegative() ? Duration.ZERO : left.compareTo(whole) < 0 ? left : whole;
  }

  private boolean old(Tries each) {
    return clock.millis() - each.last() > MEMORY.toMillis();
  }
}
