// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a phraser alone for a while after failures in a row (Nygard 2007, "Release It!", circuit
 * breaker). Thread-safe.
 */
final class Breaker {
  private static final int FAILURES = 3;
  private static final long REST_NANOS = Duration.ofMinutes(5).toNanos();

  private final LongSupplier nanos;
  private int failures;
  private long openedNanos;

  Breaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns whether it may be tried; after the rest one trial is let through. */
  synchronized boolean closed() {
    return failures < FAILURES || nanos.getAsLong() - openedNanos >= REST_NANOS;
  }

  synchronized void good() {
    failures = 0;
  }

  synchronized void bad() {
    failures++;
    openedNanos = nanos.getAsLong();
  }
}
