// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import org.vestibule.api.door.Decision;
import org.vestibule.core.internal.CoreKey;

/**
 * What the visitor was asked: for words once and for a code once in a visit; a question that comes
 * again is a ring. While a code is awaited the bell waits, too, for a bounded time. On the visit's
 * thread only.
 */
final class Asking {
  private final Visit visit;
  private final Runnable over;
  private int words;
  private boolean code;
  private boolean waiting;
  private long askedNanos;

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

  /** Returns the decision itself, or a ring instead of a question that was asked before. */
  Decision once(Decision decision) {
    if (!(decision instanceof Decision.AskMore ask)) {
      return decision;
    }
    boolean again = ask.code() ? code && !waiting : words > 0;
    return again ? new Decision.Ring(false, ask.reason()) : ask;
  }

  /** Notes that words are asked for. */
  void forWords() {
    words++;
  }

  /** Waits for a code, unless it does already. */
  void forCode() {
    if (code) {
      return;
    }
    code = true;
    waiting = true;
    askedNanos = visit.desk.ticks().nanos();
    visit.after(visit.settings.millis(CoreKey.CODE), this::giveUp);
  }

  /** A code came. */
  void answered() {
    waiting = false;
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
