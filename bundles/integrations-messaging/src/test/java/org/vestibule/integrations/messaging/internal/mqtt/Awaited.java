// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a deadline. */
final class Awaited {
  private Awaited() {}

  /**
   * @param found what a failure shows
   */
  static void until(BooleanSupplier condition, Supplier<?> found) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s", found.get()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
