// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

/**
 * How often somebody may fail at one reader: a few times at once, then now and then. Whoever holds
 * up a wheel of cards is not looked at more often than that, and does not fill the audit; whoever
 * is let in costs nothing, so that a morning's queue goes through. One thread.
 */
final class EntryRate {
  static final int BURST = 10;
  static final long REFILL_NANOS = 2_000_000_000L;

  private int left = BURST;
  private long refilled;

  EntryRate(long nowNanos) {
    refilled = nowNanos;
  }

  /** Returns whether something is looked at now. */
  boolean open(long nowNanos) {
    long grown = (nowNanos - refilled) / REFILL_NANOS;
    if (grown > 0) {
      left = (int) Math.min(BURST, left + grown);
      refilled += grown * REFILL_NANOS;
    }
    return left > 0;
  }

  /** Notes that somebody was refused. */
  void refused() {
    left = Math.max(0, left - 1);
  }
}
