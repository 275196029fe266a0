// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.rights.internal.rule.Book;
import org.vestibule.rights.internal.rule.Subject.Place;
import org.vestibule.rights.internal.rule.Zone;

/** Who is in which zone, and when each door was last entered. Thread-safe. */
final class Whereabouts {
  /** An order that nobody settled is so late at most. */
  private static final Duration OUT_OF_TURN = Duration.ofMinutes(5);

  private final Map<PersonId, Map<String, Place>> places = new HashMap<>();
  private final Map<DoorId, Instant> entered = new HashMap<>();
  private final Set<PersonId> unwritten = new HashSet<>();
  private boolean enteredUnwritten;

  synchronized Map<String, Place> of(PersonId person) {
    return Map.copyOf(places.getOrDefault(person, Map.of()));
  }

  /** Returns of whom a place is known. */
  synchronized Set<PersonId> people() {
    return Set.copyOf(places.keySet());
  }

  synchronized Optional<Instant> entered(DoorId door) {
    return Optional.ofNullable(entered.get(door));
  }

  /**
   * Notes that somebody has passed a door.
   *
   * @return the zones in which they came from the wrong side
   */
  synchronized List<String> passed(PersonId person, DoorId door, Instant at, Book book) {
    entered.merge(door, at, Whereabouts::later);
    enteredUnwritten = true;
    List<String> wrong = new ArrayList<>();
    for (Zone zone : book.zones()) {
      boolean in = zone.in().contains(door);
      if (!in && !zone.out().contains(door)) {
        continue;
      }
      Map<String, Place> mine = places.computeIfAbsent(person, p -> new HashMap<>());
      Place before = mine.put(zone.id(), new Place(in, at));
      if (before != null && before.inside() == in && !book.forgotten(before.since(), at)) {
        wrong.add(zone.id());
      }
      unwritten.add(person);
    }
    return wrong;
  }

  /** Forgets where somebody is; returns whether anything was known. */
  synchronized boolean forget(PersonId person) {
    boolean was = places.remove(person) != null;
    if (was) {
      unwritten.add(person);
    }
    return was;
  }

  synchronized void put(PersonId person, Map<String, Place> known) {
    places.putIfAbsent(person, new HashMap<>(known));
  }

  /** Takes what was kept; what was noted since stays. */
  synchronized void put(DoorId door, Instant at) {
    entered.putIfAbsent(door, at);
  }

  /** Orders may be settled out of turn; what lies further ahead is of a clock that was wrong. */
  private static Instant later(Instant before, Instant now) {
    return before.isAfter(now) && before.isBefore(now.plus(OUT_OF_TURN)) ? before : now;
  }

  /** Returns people whose place has to be written, at most so many, and takes them for written. */
  synchronized List<PersonId> toWrite(int most) {
    List<PersonId> some = unwritten.stream().limit(most).toList();
    some.forEach(unwritten::remove);
    return some;
  }

  synchronized void notWritten(Collection<PersonId> people) {
    unwritten.addAll(people);
  }

  /** Returns when doors were entered, once after each change. */
  synchronized Optional<Map<DoorId, Instant>> enteredToWrite() {
    boolean was = enteredUnwritten;
    enteredUnwritten = false;
    return was ? Optional.of(Map.copyOf(entered)) : Optional.empty();
  }

  synchronized void enteredNotWritten() {
    enteredUnwritten = true;
  }

  /** Wipes what is known of people. */
  synchronized void clear() {
    places.clear();
    unwritten.clear();
  }
}
