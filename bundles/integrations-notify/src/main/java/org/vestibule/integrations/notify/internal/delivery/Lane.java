// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * What waits for one door, or whatever else an order is kept for: one at a time, the next one when
 * it is settled. Used by one thread.
 */
final class Lane {
  final String key;
  final Deque<OutboxEntry> waiting = new ArrayDeque<>();

  /** How often the first one reached the other end in vain. */
  int tries;

  /** How often it was tried at all. */
  int rounds;

  /** When it is tried next, on the monotonic clock; only if {@link #pauses}. */
  long dueNanos;

  boolean pauses;

  /** Whether the first one is on its way. */
  boolean away;

  /** What the last try ended with. */
  String reason = "";

  Lane(String key) {
    this.key = key;
  }

  boolean due(long nanos) {
    return !away && (!pauses || nanos - dueNanos >= 0);
  }

  /** The first one is settled. */
  OutboxEntry settled() {
    tries = 0;
    rounds = 0;
    pauses = false;
    away = false;
    reason = "";
    return waiting.removeFirst();
  }

  /** The first one is tried again. */
  void again(long due) {
    away = false;
    pauses = true;
    dueNanos = due;
  }
}
