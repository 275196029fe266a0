// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/**
 * What devices said and nobody has looked at yet. Of one input it keeps the first word and the
 * last, so that a chattering contact takes no more room than a quiet one, and a button that was
 * pressed and let go is not missed. Thread-safe.
 */
final class Inbox {
  /** Inputs that may wait. */
  static final int MOST = 4096;

  /** Something that happened, and when on {@link System#nanoTime()}. */
  sealed interface Entry {
    long at();
  }

  /**
   * One word of one input.
   *
   * @param door the door; null when the device says that it is gone
   * @param signal as the door
   */
  record Fact(String source, DoorId door, DoorSignal signal, boolean active, long at)
      implements Entry {
    static Fact gone(String source, long at) {
      return new Fact(source, null, null, false, at);
    }

    boolean isGone() {
      return door == null;
    }
  }

  /** What is seldom: an order, a hold, a configuration. */
  record Errand(long at, Runnable work) implements Entry {}

  /**
   * What was taken out.
   *
   * @param entries in the order in which they happened
   * @param at when; what came later is not in it
   */
  record Batch(List<Entry> entries, long at) {}

  private record Input(String source, DoorId door, DoorSignal signal) {}

  private record Words(Fact first, Fact last) {}

  private final Map<Input, Words> waiting = new LinkedHashMap<>();
  private final List<Errand> errands = new ArrayList<>();
  private boolean closed;

  /** Puts a word in; returns whether there was room. */
  synchronized boolean put(Fact fact) {
    Input input = new Input(fact.source(), fact.door(), fact.signal());
    Words words = waiting.get(input);
    if (words == null && waiting.size() >= MOST) {
      return false;
    }
    waiting.put(input, words == null ? new Words(fact, fact) : new Words(words.first(), fact));
    notifyAll();
    return true;
  }

  /** Puts an errand in. */
  synchronized void put(Errand errand) {
    if (!closed) {
      errands.add(errand);
      notifyAll();
    }
  }

  /** Takes nothing more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Takes everything out, and waits for it at most {@code millis}, at least one. */
  synchronized Batch take(long millis) throws InterruptedException {
    if (waiting.isEmpty() && errands.isEmpty() && !closed) {
      wait(Math.max(1, millis));
    }
    List<Entry> entries = new ArrayList<>(errands);
    for (Words words : waiting.values()) {
      entries.add(words.first());
      if (words.last() != words.first()) {
        entries.add(words.last());
      }
    }
    long now = System.nanoTime();
    // Differences, for the clock may have any sign.
    entries.sort(Comparator.comparingLong(entry -> entry.at() - now));
    waiting.clear();
    errands.clear();
    return new Batch(entries, now);
  }
}
