// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Runs of one model since it began to serve, or since its watch began: how many, how many failed,
 * and how long the newest 1,024 took. Thread-safe without a lock: it lies on the path of every
 * request.
 */
public final class RunCounters {
  private static final int KEPT = 1024;
  private static final double QUANTILE = 0.95;

  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
  private final AtomicLong timed = new AtomicLong();

  /** Notes a run that gave outputs. */
  public void ran(long elapsedNanos) {
    nanos.setOpaque((int) (timed.getAndIncrement() % KEPT), elapsedNanos);
    runs.incrementAndGet();
  }

  /** Notes a run that gave none. */
  public void failed() {
    errors.incrementAndGet();
    runs.incrementAndGet();
  }

  /** Notes that the outputs of a run, noted already, are not usable. */
  public void gaveNonsense() {
    errors.incrementAndGet();
  }

  /** Returns how many runs there were, failed ones included. */
  public long runs() {
    return runs.get();
  }

  /** Returns how many failed. */
  public long errors() {
    return errors.get();
  }

  /**
   * Returns the time in nanoseconds that 95 % of the newest runs did not exceed (nearest rank).
   *
   * @param minimum runs below which it says nothing
   * @return NaN when there are fewer
   */
  public double p95(int minimum) {
    int count = (int) Math.min(timed.get(), KEPT);
    if (count == 0 || count < minimum) {
      return Double.NaN;
    }
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = nanos.getOpaque(i);
    }
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(QUANTILE * count) - 1];
  }
}
