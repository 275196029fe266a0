// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a device is asked again: twice as long each time, but never so long that
 * one that is back is not seen within 5 s, and never at the same moment as the other devices of a
 * house that came back together. Used by one thread.
 */
final class Patience {
  private static final long FIRST_MILLIS = 500;
  private static final long MOST_MILLIS = 2_500;

  private int failures;

  /** Returns the next wait, ms. */
  long next() {
    long base = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures++, 8));
    return base * ThreadLocalRandom.current().nextInt(80, 121) / 100;
  }

  void reset() {
    failures = 0;
  }
}
