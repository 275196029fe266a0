// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.slot;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets requests wait for what is being loaded. Thread-safe. */
final class News {
  private static final long SHORTEST_NANOS = 1_000_000;

  /** Something has changed. */
  synchronized void tell() {
    notifyAll();
  }

  /**
   * Waits for one change while a condition holds.
   *
   * @param deadline as {@link System#nanoTime()}
   * @return false when the time is over or the thread was interrupted
   */
  synchronized boolean await(BooleanSupplier undecided, long deadline) {
    if (!undecided.getAsBoolean()) {
      return true;
    }
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, SHORTEST_NANOS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
