// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be told beside the events while the broker is there: values that it keeps, of which
 * the newest of a topic counts, notices and answers. Nothing waits here for a broker that is away:
 * after a connection all values are told anew. Thread-safe.
 */
final class Mailbox {
  /** Errands that may wait. */
  static final int MOST = 1000;

  private final Map<String, Outgoing> values = new LinkedHashMap<>();
  private final ArrayDeque<Errand> errands = new ArrayDeque<>();
  private final Runnable wake;
  private boolean open;
  private boolean attention;

  /**
   * @param wake is called, without a lock, after something came
   */
  Mailbox(Runnable wake) {
    this.wake = wake;
  }

  /** Takes a value that the broker shall keep. */
  void value(Outgoing value) {
    synchronized (this) {
      if (!open || (values.size() >= MOST && !values.containsKey(value.topic()))) {
        return;
      }
      values.put(value.topic(), value);
      notifyAll();
    }
    wake.run();
  }

  /** Takes an errand; returns false when nobody will do it. */
  boolean errand(Errand errand) {
    synchronized (this) {
      if (!open || errands.size() >= MOST) {
        return false;
      }
      errands.addLast(errand);
      notifyAll();
    }
    wake.run();
    return true;
  }

  /** Opens or closes it; what was in it is gone. */
  synchronized void open(boolean now) {
    open = now;
    values.clear();
    errands.clear();
  }

  synchronized boolean isEmpty() {
    return values.isEmpty() && errands.isEmpty() && !attention;
  }

  /** Takes out what is in it: values first. */
  synchronized List<Errand> take() {
    List<Errand> taken = new ArrayList<>(values.size() + errands.size());
    values.values().forEach(value -> taken.add(session -> session.publish(value)));
    taken.addAll(errands);
    values.clear();
    errands.clear();
    return taken;
  }

  /** Ends a wait: the settings have changed, or it is time to stop. */
  void callAttention() {
    synchronized (this) {
      attention = true;
      notifyAll();
    }
    wake.run();
  }

  /** Notes that whatever it was called for is looked at now. */
  synchronized void takeAttention() {
    attention = false;
  }

  /** Waits for something to do, or a call for attention. */
  synchronized void await(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (isEmpty()) {
      long rest = (deadline - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        return;
      }
      wait(rest);
    }
  }
}
