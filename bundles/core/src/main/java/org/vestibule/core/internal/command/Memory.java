// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandResult;

/**
 * Which commands came and what was answered, so that one that comes twice is done once. What was
 * answered is kept for {@link #LIFE}, or until {@link #MOST} others were: the oldest goes first,
 * and what is under way never goes. Lock-free, thread-safe.
 */
final class Memory {
  /** How many are known at most. */
  static final int MOST = 10_000;

  /** How many of those that came too often are known: a flood of them displaces no other. */
  static final int MOST_TURNED_AWAY = 1000;

  /** For how long an answer is known, unless too many others came. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** Two callers, or one by two ways, may use the same id. */
  record Key(String subject, Caller.Through through, String id) {}

  /** A command and its one answer. */
  record Entry(Command command, CompletableFuture<CommandResult> answer) {
    Entry(Command command) {
      this(command, new CompletableFuture<>());
    }
  }

  private record Finished(Key key, long nanos) {}

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Past answered = new Past();
  private final Past turnedAway = new Past();
  private final AtomicInteger underWay = new AtomicInteger();

  /** Returns the command of this key, if it is known. */
  Optional<Entry> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Returns whether so much is under way that nothing can be forgotten. */
  boolean full() {
    return underWay.get() >= MOST - MOST_TURNED_AWAY;
  }

  /** Begins a command; returns the one that came first under this key, if there is one. */
  Optional<Entry> begin(Key key, Entry mine) {
    Entry first = entries.putIfAbsent(key, mine);
    if (first == null) {
      underWay.incrementAndGet();
    }
    return Optional.ofNullable(first);
  }

  /** Answers a command and knows it from now on as one that is over. */
  void answer(Key key, Entry entry, CommandResult result, long now) {
    int most = MOST - MOST_TURNED_AWAY - underWay.decrementAndGet();
    over(key, entry, result, answered, most, now);
  }

  /** Answers a command that came too often. */
  void turnAway(Key key, Entry entry, CommandResult result, long now) {
    underWay.decrementAndGet();
    over(key, entry, result, turnedAway, MOST_TURNED_AWAY, now);
  }

  private void over(Key key, Entry entry, CommandResult result, Past past, int most, long now) {
    past.add(new Finished(key, now));
    past.forget(most, now);
    entry.answer().complete(result);
  }

  /** Returns how many are known. */
  int size() {
    return entries.size();
  }

  /** What is over, oldest first. */
  private final class Past {
    private final Queue<Finished> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void add(Finished finished) {
      queue.add(finished);
      count.incrementAndGet();
    }

    void forget(int most, long now) {
      Finished oldest = queue.peek();
      while (oldest != null && (count.get() > most || now - oldest.nanos() > LIFE.toNanos())) {
        // Somebody else may have been faster; whoever takes it off forgets it.
        if (queue.remove(oldest)) {
          count.decrementAndGet();
          entries.remove(oldest.key());
        }
        oldest = queue.peek();
      }
    }
  }
}
