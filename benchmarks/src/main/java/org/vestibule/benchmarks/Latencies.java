// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The first so many times of something; one thread adds, another waits until all are there. */
final class Latencies {
  private final long[] nanos;
  private final CountDownLatch full = new CountDownLatch(1);
  private int count;
  private volatile boolean counting;

  Latencies(int most) {
    nanos = new long[most];
  }

  /** Counts from now on. */
  void begin() {
    counting = true;
  }

  /** Adds one, unless all are there. */
  void add(long one) {
    if (counting && count < nanos.length) {
      nanos[count++] = one;
      if (count == nanos.length) {
        full.countDown();
      }
    }
  }

  /**
   * Returns all of them.
   *
   * @throws IllegalStateException when they are not there in time
   */
  Sample await(long minutes) throws InterruptedException {
    if (!full.await(minutes, TimeUnit.MINUTES)) {
      throw new IllegalStateException("only " + count + " of " + nanos.length + " were answered");
    }
    return new Sample(Arrays.stream(nanos).mapToDouble(each -> each / 1e6).toArray());
  }
}
