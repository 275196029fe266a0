// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.function.LongSupplier;

/** Lets so many through at once and so many a second afterwards. Thread-safe. */
final class Pace {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private double left;
  private long at;

  /**
   * @param nanos a clock that only goes forward
   */
  Pace(double perSecond, double burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
    left = burst;
    at = nanos.getAsLong();
  }

  /** Returns whether one more may come now. */
  synchronized boolean one() {
    long now = nanos.getAsLong();
    left = Math.min(burst, left + (now - at) / NANOS * perSecond);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
