// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Duration;

/**
 * How fast something is tried again.
 *
 * @param first the longest pause before the second try; it doubles with each try
 * @param longest no pause is longer
 * @param failures so many in a row open the circuit breaker
 * @param firstTrial the pause before the breaker lets one through; it doubles with each failure
 * @param longestTrial no such pause is longer
 * @param longestWish how long the other end may ask to wait
 */
public record Pace(
    Duration first,
    Duration longest,
    int failures,
    Duration firstTrial,
    Duration longestTrial,
    Duration longestWish) {
  /** That of a gateway. */
  public static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          5,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofHours(1));

  /**
   * Returns the pause before the next try: anything from nothing to twice the longest of before,
   * all by chance, so that many that failed together do not come back together (exponential
   * back-off with full jitter).
   *
   * @param tries 1 or more, how many failed
   * @param chance 0 (included) to 1 (excluded)
   */
  public Duration pause(int tries, double chance) {
    return portion(doubled(first, longest, tries - 1), chance);
  }

  /** Returns the pause before the breaker's next trial, at least half of it. */
  public Duration trial(int trials, double chance) {
    return portion(doubled(firstTrial, longestTrial, trials), 0.5 + chance / 2);
  }

  private static Duration doubled(Duration first, Duration longest, int times) {
    // 2^20 of anything that makes sense is beyond the longest already.
    Duration pause = first.multipliedBy(1L << Math.min(20, times));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  private static Duration portion(Duration whole, double part) {
    return Duration.ofNanos((long) (whole.toNanos() * part));
  }
}
