// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;

/**
 * Durations counted in buckets that grow with the value, so that a quantile is right to 3 % and a
 * thousand values take no more room than ten of the same size. Only buckets that hold something
 * take room. Used under the lock of its owner.
 */
final class LatencyCounts {
  /** Buckets for each doubling: 16 make the widest error 1/32 of the value. */
  private static final int PARTS = 16;

  private static final int PART_BITS = 4;

  /** What takes longer is counted as this long: 2^30 microseconds, a good quarter of an hour. */
  private static final long LONGEST = 1L << 30;

  private short[] buckets = new short[4];
  private int[] counts = new int[4];
  private int used;
  private long n;
  private long max;

  /** Counts a duration. */
  void add(long micros) {
    long value = Math.min(Math.max(micros, 0), LONGEST);
    add((short) bucket(value), 1);
    n++;
    max = Math.max(max, value);
  }

  /** Counts all that another one has counted. */
  void addAll(LatencyCounts other) {
    for (int i = 0; i < other.used; i++) {
      add(other.buckets[i], other.counts[i]);
    }
    n += other.n;
    max = Math.max(max, other.max);
  }

  private void add(short bucket, int more) {
    int place = Arrays.binarySearch(buckets, 0, used, bucket);
    if (place >= 0) {
      counts[place] += more;
      return;
    }
    int at = -place - 1;
    if (used == buckets.length) {
      buckets = Arrays.copyOf(buckets, used * 2);
      counts = Arrays.copyOf(counts, used * 2);
    }
    System.arraycopy(buckets, at, buckets, at + 1, used - at);
    System.arraycopy(counts, at, counts, at + 1, used - at);
    buckets[at] = bucket;
    counts[at] = more;
    used++;
  }

  /** Returns how many were counted. */
  long n() {
    return n;
  }

  /** Returns the longest, in microseconds. */
  long max() {
    return max;
  }

  /**
   * Returns the duration that the share {@code of} of all does not exceed, in microseconds; 0 while
   * nothing was counted.
   */
  long quantile(double of) {
    long wanted = (long) Math.ceil(of * n);
    long seen = 0;
    for (int i = 0; i < used; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(middle(buckets[i]), max);
      }
    }
    return max;
  }

  private static int bucket(long value) {
    if (value < PARTS) {
      return (int) value;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(value) - PART_BITS;
    return (doublings + 1) * PARTS + (int) (value >> doublings) - PARTS;
  }

  private static long middle(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int doublings = bucket / PARTS - 1;
    long low = (long) (bucket % PARTS + PARTS) << doublings;
    return low + (1L << doublings) / 2;
  }
}
