// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * What waits for the broker, in order, in memory. While the broker is away only what must not be
 * lost is kept. At the bound the oldest droppable message goes first; one that must be kept goes
 * only when there is no other, and is counted as lost. Thread-safe.
 */
final class Outbox {
  /** Messages that may wait. */
  static final int MOST = 10_000;

  private final ArrayDeque<Message> messages = new ArrayDeque<>();
  private boolean online;
  private boolean attention;
  private long lost;

  /** Adds a message; returns false when it was dropped at once. */
  synchronized boolean add(Message message) {
    if (!online && !message.keep()) {
      return false;
    }
    if (messages.size() >= MOST) {
      makeRoom();
    }
    messages.addLast(message);
    notifyAll();
    return true;
  }

  /** Returns the oldest message, or null after {@code waitMillis} or a call for attention. */
  synchronized Message peek(long waitMillis) throws InterruptedException {
    if (messages.isEmpty() && !attention) {
      wait(waitMillis);
    }
    return messages.peekFirst();
  }

  /** Takes out a message that the broker confirmed, or that came to nothing. */
  synchronized void done(Message message) {
    if (messages.peekFirst() == message) {
      messages.removeFirst();
    } else {
      messages.removeIf(held -> held == message);
    }
  }

  /** Notes whether the broker is there; when it goes, what may be dropped is dropped. */
  synchronized void online(boolean now) {
    online = now;
    if (!now) {
      messages.removeIf(message -> !message.keep());
    }
  }

  /** Ends a pause or a wait: the settings have changed, or it is time to stop. */
  synchronized void callAttention() {
    attention = true;
    notifyAll();
  }

  /** Returns whether attention was called since the last time. */
  synchronized boolean takeAttention() {
    boolean called = attention;
    attention = false;
    return called;
  }

  /** Waits, but not beyond a call for attention. */
  synchronized void pause(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!attention) {
      long rest = (deadline - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        return;
      }
      wait(rest);
    }
  }

  /** Returns how many messages wait. */
  synchronized int size() {
    return messages.size();
  }

  /** Returns how many messages that should have been kept did not fit. */
  synchronized long lost() {
    return lost;
  }

  private void makeRoom() {
    for (Iterator<Message> each = messages.iterator(); each.hasNext(); ) {
      if (!each.next().keep()) {
        each.remove();
        return;
      }
    }
    messages.removeFirst();
    lost++;
  }
}
