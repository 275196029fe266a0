// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Time, as calls need it. Thread-safe. */
public interface Ticks {
  /** Returns a monotonic time in nanoseconds. */
  long nanos();

  /** Returns the time on the wall. */
  Instant now();

  /** Returns whose clock hangs on the wall. */
  ZoneId zone();

  /**
   * Runs something later, on a thread of the clock: it returns at once.
   *
   * @return what withdraws it; it does nothing when it comes too late
   */
  Runnable after(Duration wait, Runnable work);
}
