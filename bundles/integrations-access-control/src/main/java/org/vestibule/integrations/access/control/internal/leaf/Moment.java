// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment that a later process can understand. HotSpot's {@link System#nanoTime()} is Linux's
 * CLOCK_MONOTONIC: two processes of one boot read the same clock, as two of them and
 * clock_gettime(2) beside them showed. After another boot only the wall clock is left.
 *
 * @param boot which boot of this machine; empty where it does not tell
 * @param nanos on {@link System#nanoTime()}
 * @param wall the same for people
 */
record Moment(String boot, long nanos, Instant wall) {
  /** The longest that a gateway is believed to have been off; a wrong clock says much more. */
  static final Duration MOST_OFF = Duration.ofDays(7);

  private static final String THIS_BOOT = bootId();

  static Moment now() {
    return new Moment(THIS_BOOT, System.nanoTime(), Instant.now());
  }

  /** Returns what {@code nanos}, read when {@code saved} was, is on this process's clock. */
  long here(Moment saved, long nanos) {
    boolean sameClock = !boot.isEmpty() && boot.equals(saved.boot()) && this.nanos >= saved.nanos();
    if (sameClock) {
      return nanos;
    }
    Duration off = Duration.between(saved.wall(), wall);
    Duration sane = off.isNegative() ? Duration.ZERO : off.compareTo(MOST_OFF) > 0 ? MOST_OFF : off;
    return this.nanos - sane.toNanos() - (saved.nanos() - nanos);
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
