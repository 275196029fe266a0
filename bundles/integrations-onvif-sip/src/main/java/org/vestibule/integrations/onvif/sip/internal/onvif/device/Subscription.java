// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * One client's pull point: what happened since it last asked. One that asks too seldom loses the
 * oldest. Thread-safe.
 */
final class Subscription {
  /** Messages that wait for a client. */
  static final int MOST = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Xml> messages = new ArrayDeque<>();
  private final Set<String> topics;
  private boolean over;
  private volatile long endNanos;

  /**
   * @param topics the paths that it wants; empty: all
   */
  Subscription(Set<String> topics, long endNanos) {
    this.topics = Set.copyOf(topics);
    this.endNanos = endNanos;
  }

  void renew(long untilNanos) {
    endNanos = untilNanos;
  }

  boolean expired(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }

  Duration left(long nowNanos) {
    return Duration.ofNanos(Math.max(0, endNanos - nowNanos));
  }

  void tell(Topic topic, Xml message) {
    if (!topics.isEmpty()
        && topics.stream().noneMatch(path -> (topic.path() + "/").startsWith(path + "/"))) {
      return;
    }
    lock.lock();
    try {
      if (messages.size() >= MOST) {
        messages.removeFirst();
      }
      messages.addLast(message);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, and whoever waits in it. */
  void finish() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns what there is, after waiting at most so long until there is something.
   *
   * @throws OnvifRefusal when it was ended
   */
  List<Xml> pull(Duration wait, int most) throws InterruptedException, OnvifRefusal {
    lock.lockInterruptibly();
    try {
      long left = wait.toNanos();
      while (messages.isEmpty() && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (over) {
        throw gone();
      }
      List<Xml> pulled = new ArrayList<>();
      while (!messages.isEmpty() && pulled.size() < most) {
        pulled.add(messages.removeFirst());
      }
      return pulled;
    } finally {
      lock.unlock();
    }
  }

  static OnvifRefusal gone() {
    return OnvifRefusal.unknown("ResourceUnknownFault", "No such subscription");
  }

  /** Returns the moment so long from now. */
  static long after(Duration life) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(life.toMillis());
  }
}
