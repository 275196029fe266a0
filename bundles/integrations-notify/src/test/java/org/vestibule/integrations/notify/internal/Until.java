// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
public final class Until {
  private static final long SECONDS = 60;

  private Until() {}

  /** Waits; fails with what {@code seen} shows then. */
  public static void holds(BooleanSupplier condition, Supplier<?> seen) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> "still: " + seen.get()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
