// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;

/**
 * When a stage must be done. The stage moves it as it learns more; the watch beside it reads it.
 * Thread-safe.
 */
final class Deadline {
  private long at;

  Deadline(long nowNanos, Duration from) {
    at = nowNanos + from.toNanos();
  }

  /** Begins anew from now. */
  synchronized void restart(long nowNanos, Duration from) {
    at = nowNanos + from.toNanos();
  }

  /** Waiting for a bundle that is being replaced does not count. */
  synchronized void extend(long nanos) {
    at += nanos;
  }

  /** Returns what is left, negative when it is over. */
  synchronized long left(long nowNanos) {
    return at - nowNanos;
  }
}
