// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;

/** The two clocks: one for timers, one for people. */
interface Ticks {
  /** The machine's clocks. */
  Ticks SYSTEM =
      new Ticks() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }
      };

  /** Returns monotonic nanoseconds, as {@link System#nanoTime()}. */
  long nanos();

  /** Returns the wall clock. */
  Instant now();
}
