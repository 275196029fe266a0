// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether the wall clock may be believed when something is deleted by it. It may while it goes
 * as the monotonic clock goes. After a boot, when that says nothing about the time before, it may
 * if no more than {@link #ABSENCE} has passed since it was last believed or since the newest thing
 * that is stored, and if it has not gone back. A clock that is not believed is believed after it
 * has gone steadily for {@link #PROBATION}: a correction is a jump too, and a site that was off for
 * long must delete in the end. Not thread-safe.
 */
final class ClockGuard {
  /** A wall clock may be corrected by so much. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** A gateway may be off for so long without a question. */
  static final Duration ABSENCE = Duration.ofDays(30);

  /** After so long of going steadily a wall clock that jumped is believed. */
  static final Duration PROBATION = Duration.ofHours(24);

  private Reading believed;
  private Reading doubted;

  /**
   * Judges a reading.
   *
   * @param stored what was believed last, from the database
   * @param newest the newest time of anything that is stored
   * @return what is wrong, for people; empty: it may be believed
   */
  Optional<String> doubt(Reading now, Optional<Reading> stored, Optional<Instant> newest) {
    Optional<String> doubt = jump(now, believed == null ? stored : Optional.of(believed), newest);
    if (doubt.isEmpty() || steady(now)) {
      believed = now;
      doubted = null;
      return Optional.empty();
    }
    if (doubted == null || !within(now.aheadSince(doubted))) {
      doubted = now;
    }
    return doubt;
  }

  private boolean steady(Reading now) {
    return doubted != null
        && within(now.aheadSince(doubted))
        && now.since(doubted).compareTo(PROBATION) >= 0;
  }

  private static Optional<String> jump(
      Reading now, Optional<Reading> last, Optional<Instant> newest) {
    if (last.isPresent() && last.get().boot().equals(now.boot())) {
      Duration ahead = now.aheadSince(last.get());
      return within(ahead)
          ? Optional.empty()
          : Optional.of("the clock jumped by " + people(ahead) + " since retention last ran");
    }
    Instant known =
        last.map(Reading::wall)
            .filter(wall -> newest.isEmpty() || wall.isAfter(newest.get()))
            .or(() -> newest)
            .orElse(now.wall());
    Duration gap = Duration.between(known, now.wall());
    if (gap.compareTo(TOLERANCE.negated()) < 0) {
      return Optional.of("the clock is " + people(gap) + " behind what is stored");
    }
    return gap.compareTo(ABSENCE) <= 0
        ? Optional.empty()
        : Optional.of("the clock is " + people(gap) + " ahead of all that is stored");
  }

  private static boolean within(Duration ahead) {
    return ahead.abs().compareTo(TOLERANCE) <= 0;
  }

  private static String people(Duration gap) {
    long hours = gap.abs().toHours();
    return hours >= 48 ? hours / 24 + " days" : hours + " h " + gap.abs().toMinutesPart() + " min";
  }
}
