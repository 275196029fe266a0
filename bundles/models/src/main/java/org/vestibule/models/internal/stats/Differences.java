// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import java.util.Arrays;

/**
 * The newest 10,000 differences of two scores, and the bootstrap interval of their mean. Not
 * thread-safe.
 */
final class Differences {
  private static final int MOST = 10_000;

  private double[] ring = new double[256];
  private long added;
  private long intervalAt;
  private Interval interval = Interval.UNKNOWN;

  void add(double difference) {
    if (added == ring.length && ring.length < MOST) {
      ring = Arrays.copyOf(ring, Math.min(MOST, ring.length * 2));
    }
    ring[(int) (added % ring.length)] = difference;
    added++;
  }

  long count() {
    return added;
  }

  /** Returns the mean of those kept, NaN when there are none. */
  double mean() {
    return Arrays.stream(ring, 0, kept()).average().orElse(Double.NaN);
  }

  /** Returns the interval as of now. */
  Interval interval() {
    if (intervalAt != added) {
      interval = Interval.ofMean(Arrays.copyOf(ring, kept()));
      intervalAt = added;
    }
    return interval;
  }

  /**
   * Returns an interval that may lack the newest tenth: whoever only looks shall not make 2,000
   * resamples each time.
   */
  Interval recentInterval() {
    return added <= intervalAt + intervalAt / 10 ? interval : interval();
  }

  private int kept() {
    return (int) Math.min(added, ring.length);
  }
}
