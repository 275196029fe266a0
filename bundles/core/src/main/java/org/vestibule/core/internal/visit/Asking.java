// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.vestibule.api.door.Decision;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreKey;

/**
 * What the visitor was asked: for words once, and once each for the code that says who they are and
 * for the one that the rights ask of somebody; a question that comes again is a ring, unless the
 * answer was wrong and another try is left. While a code is awaited the bell waits, too, for a
 * bounded time. On the visit's thread only.
 */
final class Asking {
  private final Visit visit;
  private final Runnable over;
  private final Set<Optional<PersonId>> codes = new HashSet<>();
  private int words;
  private boolean waiting;
  private boolean wrong;
  private Optional<PersonId> whose = Optional.empty();
  private long askedNanos;
  private Future<?> limit;

  /**
   * @param over told when no code came
   */
  Asking(Visit visit, Runnable over) {
    this.visit = visit;
    this.over = over;
  }

  /** Returns how often the visitor has been asked for words. */
  int words() {
    return words;
  }

  /** Returns whether a code is awaited. */
  boolean waiting() {
    return waiting;
  }

  /** Returns whose own code is awaited; empty when it is one that says who somebody is. */
  Optional<PersonId> whose() {
    return waiting ? whose : Optional.empty();
  }

  /**
   * Returns the decision itself, or a ring instead of a question that was asked before.
   *
   * @param person whose own code would be the answer, if the question is for that
   */
  Decision once(Decision decision, Optional<PersonId> person) {
    if (!(decision instanceof Decision.AskMore ask)) {
      return decision;
    }
    boolean again = ask.code() ? codes.contains(person) && !waiting : words > 0;
    if (again) {
      return new Decision.Ring(false, ask.reason());
    }
    return wrong && ask.code()
        ? new Decision.AskMore(ask.question(), "The code was wrong; " + ask.reason(), true)
        : ask;
  }

  /** Notes that words are asked for. */
  void forWords() {
    words++;
  }

  /** Waits for a code, unless it does already. */
  void forCode(Optional<PersonId> person) {
    if (codes.add(person)) {
      await(person);
    }
  }

  /** The code was wrong, and another one may be tried. */
  void again(PersonId person) {
    wrong = true;
    await(Optional.of(person));
  }

  private void await(Optional<PersonId> person) {
    answered();
    waiting = true;
    whose = person;
    askedNanos = visit.desk.ticks().nanos();
    limit = visit.after(visit.settings.millis(CoreKey.CODE), this::giveUp);
  }

  /** A code came. */
  void answered() {
    waiting = false;
    if (limit != null) {
      limit.cancel(false);
    }
  }

  /** Whoever presses the bell instead wants a person, unless it is a bounce. */
  void pressed() {
    Duration bounce = visit.settings.millis(CoreKey.DEBOUNCE);
    if (visit.desk.ticks().nanos() - askedNanos >= bounce.toNanos()) {
      giveUp();
    }
  }

  private void giveUp() {
    if (waiting) {
      waiting = false;
      over.run();
    }
  }
}
