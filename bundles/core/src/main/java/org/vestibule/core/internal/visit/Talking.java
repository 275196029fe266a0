// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.vestibule.api.visit.Conversation.End;
import org.vestibule.api.visit.Conversation.Farewell;

/**
 * Who of the house talks with the visitor: one at a time, whoever was first. On the visit's thread
 * only, but for {@link #claim}.
 */
final class Talking {
  private final Visit visit;
  private final AtomicReference<Talk> first = new AtomicReference<>();
  private Consumer<Optional<Farewell>> left = farewell -> {};
  private Talk current;
  private Future<?> limit;

  Talking(Visit visit) {
    this.visit = visit;
  }

  /**
   * @param told told when a conversation has ended, with what the visitor is to be told
   */
  void onLeft(Consumer<Optional<Farewell>> told) {
    left = told;
  }

  /** Returns whether this one was first, or the one before is over; from any thread. */
  boolean claim(Talk talk) {
    Talk before = first.get();
    return (before == null || before.over()) && first.compareAndSet(before, talk);
  }

  /** The conversation begins. */
  void begin(Talk talk) {
    Duration most = Stay.conversation(visit);
    stopLimit();
    current = talk;
    limit = visit.after(most, () -> talk.end(End.TIME_LIMIT));
    visit.stay.prolong(most);
    visit.tally.answered(talk.who().surface());
    visit.diary.talks(Optional.of(talk.who().surface()));
  }

  /** Returns whether somebody talks with the visitor. */
  boolean active() {
    return current != null;
  }

  /** Returns whether this conversation is the one that lasts. */
  boolean is(Talk talk) {
    return current == talk && !talk.over();
  }

  /** A conversation is over. */
  void ended(Talk talk) {
    if (current == talk) {
      stopLimit();
      current = null;
      visit.diary.talks(Optional.empty());
      left.accept(talk.farewell());
    }
  }

  /** The visit ends. */
  void end() {
    stopLimit();
    Talk last = first.get();
    current = null;
    if (last != null) {
      last.end(End.VISIT_CLOSED);
    }
  }

  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
    }
  }
}
