// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts wrong tokens over a sliding minute. The count is one for all callers: on loopback they all
 * have the same address. Open sessions are not touched. Thread-safe.
 */
final class WrongTries {
  private static final int ALLOWED = 10;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanos;
  private final Deque<Long> tries = new ArrayDeque<>();

  WrongTries(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Refuses with 429 after ten wrong tokens within a minute. */
  synchronized void refuseWhenTooMany() throws Problem {
    long now = nanos.getAsLong();
    while (!tries.isEmpty() && now - tries.peekFirst() >= WINDOW_NANOS) {
      tries.removeFirst();
    }
    if (tries.size() >= ALLOWED) {
      long wait = TimeUnit.NANOSECONDS.toSeconds(WINDOW_NANOS - (now - tries.peekFirst())) + 1;
      throw new Problem(
              429,
              "too-many-wrong-tokens",
              "token",
              ALLOWED + " wrong tokens within a minute",
              "fewer than " + ALLOWED,
              "Wait " + wait + " seconds and use the token from the file.")
          .with("Retry-After", Long.toString(wait));
    }
  }

  synchronized void count() {
    tries.addLast(nanos.getAsLong());
  }
}
