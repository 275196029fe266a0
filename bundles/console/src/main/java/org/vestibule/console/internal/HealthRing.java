// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The last day, minute by minute, in memory: a restart begins anew and says so. Thread-safe. */
final class HealthRing {
  static final int MINUTES = 24 * 60;

  private final Clock clock;
  private final Instant since;
  private final HealthMinute[] ring = new HealthMinute[MINUTES];

  HealthRing(Clock clock) {
    this.clock = clock;
    since = clock.instant();
  }

  /** Returns since when it counts. */
  Instant since() {
    return since;
  }

  /** Returns the minute that it is now. */
  long now() {
    return minute(clock.instant());
  }

  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  static Instant instant(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }

  /** Counts something in the minute that it is now. */
  synchronized void count(Consumer<HealthMinute> what) {
    long now = now();
    int place = (int) Math.floorMod(now, (long) MINUTES);
    if (ring[place] == null || ring[place].minute != now) {
      ring[place] = new HealthMinute(now);
    }
    what.accept(ring[place]);
  }

  /**
   * Looks at the last minutes, the oldest first, while nobody counts.
   *
   * @param minutes how many, with the one that it is now; those in which nothing was counted are
   *     left out
   */
  synchronized <T> T look(int minutes, Function<List<HealthMinute>, T> at) {
    List<HealthMinute> last = new ArrayList<>();
    long now = now();
    for (long minute = now - minutes + 1; minute <= now; minute++) {
      HealthMinute kept = ring[(int) Math.floorMod(minute, (long) MINUTES)];
      if (kept != null && kept.minute == minute) {
        last.add(kept);
      }
    }
    return at.apply(last);
  }
}
