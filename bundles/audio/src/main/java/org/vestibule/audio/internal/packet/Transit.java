// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

/**
 * How long packets are under way: interarrival jitter after RFC 3550, appendix A.8, and the
 * shortest transit of the last five to ten seconds, which is when a packet arrives that nothing
 * held up. The shortest one is forgotten after a while, so that it follows a station whose clock
 * runs slower than ours. Not thread-safe.
 */
final class Transit {
  private static final long WINDOW_NANOS = 5_000_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SMOOTHING = 16;

  private final int clockRate;
  private boolean begun;
  private long last;
  private long windowBegan;
  private long shortest;
  private long shortestBefore;
  private double jitter;

  Transit(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Notes when a packet of {@code timestamp} arrived. */
  void accept(long timestamp, long arrivedNanos) {
    long transit = arrivedNanos - nanos(timestamp);
    if (!begun) {
      begun = true;
      windowBegan = arrivedNanos;
      shortest = transit;
      shortestBefore = transit;
    } else {
      jitter += (Math.abs((double) transit - last) - jitter) / SMOOTHING;
      if (arrivedNanos - windowBegan > WINDOW_NANOS) {
        windowBegan = arrivedNanos;
        shortestBefore = shortest;
        shortest = transit;
      }
      shortest = Math.min(shortest, transit);
    }
    last = transit;
  }

  /** Begins anew, for a stream whose timestamps began anew; the jitter is the network's. */
  void reset() {
    begun = false;
  }

  /** Returns when a packet of {@code timestamp} arrives that nothing holds up. */
  long expected(long timestamp) {
    return nanos(timestamp) + Math.min(shortest, shortestBefore);
  }

  double jitterNanos() {
    return jitter;
  }

  private long nanos(long timestamp) {
    return Math.floorDiv(timestamp, clockRate) * NANOS_PER_SECOND
        + Math.floorMod(timestamp, clockRate) * NANOS_PER_SECOND / clockRate;
  }
}
