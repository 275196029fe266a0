// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;

/**
 * Counts wrong numbers at each door, for each person and for each unit. So many within {@link
 * #WINDOW} lock for {@link #FIRST}, and each time after that for twice as long, up to {@link
 * #LONGEST}; after a day without a lock it begins anew. Thread-safe.
 */
final class Lockouts {
  static final Duration WINDOW = Duration.ofMinutes(10);
  static final Duration FIRST = Duration.ofMinutes(5);
  static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration MEMORY = Duration.ofDays(1);

  private static final String PERSON = "person:";

  /** So many fit into one value of a shelf, with the longest names and the most tries. */
  private static final int MOST = 2000;

  /** The one whose last wrong number is longest ago comes first. */
  private final Map<String, Tries> tries = new LinkedHashMap<>();

  private boolean changed;

  /**
   * Wrong numbers.
   *
   * @param wrong when, milliseconds since 1970, since the last lock
   * @param locks how often it was locked
   * @param lockedAt when it was last locked; 0 for never
   */
  record Tries(List<Long> wrong, int locks, long lockedAt) {
    /** Copies. */
    Tries {
      wrong = List.copyOf(wrong);
    }

    Instant until() {
      return Instant.ofEpochMilli(lockedAt).plus(length());
    }

    private Duration length() {
      Duration length = FIRST.multipliedBy(1L << Math.min(Math.max(locks - 1, 0), 10));
      return length.compareTo(LONGEST) < 0 ? length : LONGEST;
    }
  }

  static String of(DoorId door) {
    return "door:" + door;
  }

  static String of(PersonId person) {
    return PERSON + person;
  }

  static String ofUnit(String unit) {
    return "unit:" + unit;
  }

  /** Returns until when it is locked. A clock that was set back locks nobody for longer. */
  synchronized Optional<Instant> until(String key, Instant at) {
    Tries now = tries.get(key);
    if (now == null || now.locks() == 0 || !at.isBefore(now.until())) {
      return Optional.empty();
    }
    Instant longest = at.plus(now.length());
    return Optional.of(now.until().isAfter(longest) ? longest : now.until());
  }

  /**
   * Counts a wrong number.
   *
   * @param most after how many it is locked
   * @return how many more there may be; 0: it is locked now
   */
  synchronized int wrong(String key, Instant at, int most) {
    Tries before = tries.remove(key);
    long now = at.toEpochMilli();
    List<Long> recent = new ArrayList<>();
    int locks = 0;
    long lockedAt = 0;
    if (before != null) {
      before.wrong().stream()
          .filter(each -> Math.abs(now - each) < WINDOW.toMillis())
          .forEach(recent::add);
      boolean old = now - before.lockedAt() > MEMORY.toMillis();
      locks = old ? 0 : before.locks();
      lockedAt = old ? 0 : before.lockedAt();
    }
    recent.add(now);
    boolean lock = recent.size() >= most;
    tries.put(
        key, lock ? new Tries(List.of(), locks + 1, now) : new Tries(recent, locks, lockedAt));
    if (tries.size() > MOST) {
      Iterator<String> oldest = tries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    changed = true;
    return lock ? 0 : most - recent.size();
  }

  /** Forgets the wrong numbers of somebody who entered the right one. */
  synchronized void right(String key) {
    Tries before = tries.get(key);
    if (before != null && !before.wrong().isEmpty()) {
      tries.put(key, new Tries(List.of(), before.locks(), before.lockedAt()));
      changed = true;
    }
  }

  /** Forgets a person; returns whether there was anything. */
  synchronized boolean forget(PersonId person) {
    boolean was = tries.remove(of(person)) != null;
    changed |= was;
    return was;
  }

  /** Returns for whom wrong numbers were entered. */
  synchronized Set<PersonId> people() {
    return tries.keySet().stream()
        .filter(key -> key.startsWith(PERSON))
        .map(key -> new PersonId(key.substring(PERSON.length())))
        .collect(Collectors.toSet());
  }

  synchronized boolean knows(PersonId person) {
    return tries.containsKey(of(person));
  }

  /** Returns what a restart must not forget, once after each change. */
  synchronized Optional<Map<String, Tries>> toKeep() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    return Optional.of(new LinkedHashMap<>(tries));
  }

  synchronized void notKept() {
    changed = true;
  }

  /** Takes what was kept; what was counted since stays. */
  synchronized void restore(Map<String, Tries> kept) {
    kept.forEach(tries::putIfAbsent);
  }
}
