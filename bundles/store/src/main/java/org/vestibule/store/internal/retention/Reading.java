// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * What both clocks say at one moment.
 *
 * @param wall the clock for people, which somebody may set
 * @param monotonic in nanoseconds, which nobody can set; comparable within the same boot only
 * @param boot names the boot
 */
record Reading(Instant wall, long monotonic, String boot) {
  /** Returns how much the wall clock went ahead of the other one since an earlier reading. */
  Duration aheadSince(Reading earlier) {
    return Duration.between(earlier.wall, wall).minusNanos(monotonic - earlier.monotonic);
  }

  /** Returns how long ago an earlier reading of the same boot was, by the monotonic clock. */
  Duration since(Reading earlier) {
    return Duration.ofNanos(monotonic - earlier.monotonic);
  }
}
