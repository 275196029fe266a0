// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The topics that keep a message for whoever comes later, bounded in number; what has expired keeps
 * nobody out as soon as it is forgotten, too. Thread-safe.
 */
final class Retained {
  private final int most;
  private final Duration late;
  private final LongSupplier nanos;

  /** Until when each takes its place, by the monotonic clock; empty for good. */
  private final Map<String, Optional<Long>> topics = new HashMap<>();

  /**
   * Counts none yet.
   *
   * @param late how long after its end a message is there at most
   */
  Retained(int most, Duration late, LongSupplier nanos) {
    this.most = most;
    this.late = late;
    this.nanos = nanos;
  }

  /**
   * Takes note of a retained message.
   *
   * @param life how long it is kept; empty for good
   * @return whether it may be kept
   */
  synchronized boolean keep(String topic, Optional<Duration> life) {
    long now = nanos.getAsLong();
    if (topics.size() >= most && !topics.containsKey(topic)) {
      topics.values().removeIf(until -> until.isPresent() && until.get() - now <= 0);
      if (topics.size() >= most) {
        return false;
      }
    }
    topics.put(topic, life.map(each -> now + each.plus(late).toNanos()));
    return true;
  }

  /** Takes note that a topic keeps none any more. */
  synchronized void clear(String topic) {
    topics.remove(topic);
  }
}
