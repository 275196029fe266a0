// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: half a second after the first failure, doubled up to 2 s,
 * each up to a fifth shorter, so that cameras that fell together do not come back together. So
 * short that a camera is seen within 5 s of its return. Not thread-safe.
 */
final class Backoff {
  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LAST = TimeUnit.MILLISECONDS.toNanos(2000);

  private final DoubleSupplier random;
  private long pause = FIRST;

  /**
   * @param random 0 to 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Returns the next pause in nanoseconds. */
  long next() {
    long now = pause;
    pause = Math.min(2 * pause, LAST);
    return (long) (now * (1 - random.getAsDouble() / 5));
  }

  /** It worked. */
  void reset() {
    pause = FIRST;
  }
}
