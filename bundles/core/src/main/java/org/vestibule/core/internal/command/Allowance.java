// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each caller may order: a mean rate and a burst, by the generic cell rate algorithm
 * (ITU-T I.371, annex A, virtual scheduling), which needs one number for each caller and no lock.
 * Thread-safe.
 */
final class Allowance {
  /** Whether one more is allowed. */
  enum Answer {
    GRANTED,
    /** The first refusal since something was granted. */
    REFUSED,
    /** A further one: nothing new to write down. */
    REFUSED_AGAIN
  }

  /** How many callers are known at a time; accounts, so that this is never reached by accident. */
  static final int MOST_CALLERS = 10_000;

  private static final long SECOND = 1_000_000_000L;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * Takes one.
   *
   * @param perSecond how many in the mean, at least 1
   * @param burst how many at once after a rest, at least 1
   * @param now on a monotonic clock, in ns
   */
  Answer take(String caller, int perSecond, int burst, long now) {
    Bucket bucket = buckets.get(caller);
    if (bucket == null) {
      if (buckets.size() >= MOST_CALLERS) {
        buckets.values().removeIf(each -> each.rested(now));
      }
      if (buckets.size() >= MOST_CALLERS) {
        return Answer.REFUSED_AGAIN;
      }
      bucket = buckets.computeIfAbsent(caller, name -> new Bucket(now));
    }
    return bucket.take(SECOND / perSecond, burst, now);
  }

  /** Returns how many callers are known. */
  int callers() {
    return buckets.size();
  }

  private static final class Bucket {
    /** When the next one would be due if they came at the mean rate. */
    private final AtomicLong due;

    private final AtomicBoolean refused = new AtomicBoolean();

    Bucket(long now) {
      due = new AtomicLong(now);
    }

    Answer take(long interval, int burst, long now) {
      long lead = (burst - 1) * interval;
      while (true) {
        long expected = due.get();
        if (expected - now > lead) {
          return refused.compareAndSet(false, true) ? Answer.REFUSED : Answer.REFUSED_AGAIN;
        }
        long next = (expected - now > 0 ? expected : now) + interval;
        if (due.compareAndSet(expected, next)) {
          refused.set(false);
          return Answer.GRANTED;
        }
      }
    }

    boolean rested(long now) {
      return due.get() - now <= 0;
    }
  }
}
