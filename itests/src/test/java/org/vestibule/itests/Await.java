// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, never for time: what takes longer than its patience has failed. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  /**
   * Waits for a minute at most.
   *
   * @param what what should come to be, for the message
   */
  static void that(String what, Callable<Boolean> condition) throws Exception {
    that(PATIENCE, condition, () -> what);
  }

  /**
   * Waits, bounded.
   *
   * @param otherwise asked for what there is instead, for the message
   */
  static void that(Duration patience, Callable<Boolean> condition, Callable<?> otherwise)
      throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError("after " + patience.toSeconds() + " s: " + otherwise.call());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
