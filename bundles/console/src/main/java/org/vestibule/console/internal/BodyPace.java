// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How slowly a body may come: whole within {@value #GRACE_SECONDS} seconds, and one second later
 * for each {@value #BYTES_PER_SECOND} bytes that have arrived. A sender that keeps a thread waiting
 * by a byte now and then has it for that long and no longer. Immutable.
 *
 * @param nanos a clock that never goes back
 */
record BodyPace(LongSupplier nanos) {
  private static final int GRACE_SECONDS = 30;
  private static final int BYTES_PER_SECOND = 16 * 1024;

  /** Returns now, to be asked about later. */
  long begin() {
    return nanos.getAsLong();
  }

  /** Returns whether a body that began then and has brought so much is too slow. */
  boolean tooSlow(long begun, long bytes) {
    long seconds = Duration.ofNanos(nanos.getAsLong() - begun).toSeconds();
    return seconds > GRACE_SECONDS + bytes / BYTES_PER_SECOND;
  }

  /** Returns the refusal of one that is. */
  static Problem refusal() {
    return new Problem(
            408,
            "body-too-slow",
            "body",
            "a slower one",
            GRACE_SECONDS + " seconds, and one more for each " + BYTES_PER_SECOND + " bytes",
            "Send it again, whole and at once.")
        .with("Connection", "close");
  }
}
