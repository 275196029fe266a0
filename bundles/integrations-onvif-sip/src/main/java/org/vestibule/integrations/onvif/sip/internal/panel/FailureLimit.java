// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.ArrayDeque;

/** Counts wrong tokens of the last minute. Thread-safe. */
final class FailureLimit {
  /** Wrong tokens a minute that are answered as such; more are told to wait. */
  static final int MOST = 10;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final ArrayDeque<Long> failures = new ArrayDeque<>();

  /** Notes a failure at {@code nowNanos}; returns false when there were too many before. */
  synchronized boolean allows(long nowNanos) {
    while (!failures.isEmpty() && nowNanos - failures.peekFirst() >= MINUTE_NANOS) {
      failures.removeFirst();
    }
    if (failures.size() >= MOST) {
      return false;
    }
    failures.addLast(nowNanos);
    return true;
  }
}
