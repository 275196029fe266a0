// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockGuardTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ClockGuard guard = new ClockGuard();

  @Test
  void aClockThatJumpedIsNotBelievedInEitherDirection() {
    assertThat(doubt(Duration.ZERO, Duration.ZERO)).isEmpty();
    assertThat(doubt(Duration.ofHours(1), Duration.ofDays(3650)))
        .hasValueSatisfying(why -> assertThat(why).contains("jumped by 3649 days"));
    assertThat(doubt(Duration.ofHours(2), Duration.ofHours(-5))).isPresent();
    // It was set right again.
    assertThat(doubt(Duration.ofHours(3), Duration.ofHours(3))).isEmpty();
  }

  @Test
  void aJumpThatStaysIsBelievedAfterADayOfGoingSteadily() {
    assertThat(doubt(Duration.ZERO, Duration.ZERO)).isEmpty();
    Duration jump = Duration.ofDays(100);
    assertThat(doubt(Duration.ofHours(1), jump.plusHours(1))).isPresent();
    assertThat(doubt(Duration.ofHours(24), jump.plusHours(24))).isPresent();
    assertThat(doubt(Duration.ofHours(25), jump.plusHours(25))).isEmpty();
  }

  @Test
  void aClockThatJumpsAgainBeginsItsDayAnew() {
    assertThat(doubt(Duration.ZERO, Duration.ZERO)).isEmpty();
    assertThat(doubt(Duration.ofHours(1), Duration.ofDays(100))).isPresent();
    assertThat(doubt(Duration.ofHours(20), Duration.ofDays(200))).isPresent();
    assertThat(doubt(Duration.ofHours(26), Duration.ofDays(200).plusHours(6))).isPresent();
    assertThat(doubt(Duration.ofHours(44), Duration.ofDays(200).plusHours(24))).isEmpty();
  }

  @Test
  void afterABootTheClockIsComparedWithWhatIsStored() {
    Optional<Reading> before = Optional.of(new Reading(START, 7, "yesterday"));
    Optional<Instant> newest = Optional.of(START.minus(Duration.ofDays(2)));
    assertThat(fresh(Duration.ofDays(29), before, newest)).isEmpty();
    assertThat(fresh(Duration.ofDays(31), before, newest))
        .hasValueSatisfying(why -> assertThat(why).contains("31 days ahead of all that is stored"));
    assertThat(fresh(Duration.ofHours(-1), before, newest))
        .hasValueSatisfying(why -> assertThat(why).contains("1 h 0 min behind"));
    assertThat(fresh(Duration.ofDays(1), before, Optional.of(START.plus(Duration.ofDays(9)))))
        .isPresent();
    assertThat(fresh(Duration.ofDays(9000), Optional.empty(), Optional.empty())).isEmpty();
    assertThat(fresh(Duration.ofDays(9000), Optional.empty(), newest)).isPresent();
  }

  @Test
  void aProcessThatBeginsAgainInTheSameBootGoesOnComparing() {
    Optional<Reading> before = Optional.of(new Reading(START, 0, "today"));
    Reading later = at(Duration.ofDays(400), Duration.ofDays(400));
    assertThat(new ClockGuard().doubt(later, before, Optional.empty())).isEmpty();
    Reading jumped = at(Duration.ofHours(1), Duration.ofHours(2));
    assertThat(new ClockGuard().doubt(jumped, before, Optional.empty())).isPresent();
  }

  private static Optional<String> fresh(
      Duration wall, Optional<Reading> stored, Optional<Instant> newest) {
    return new ClockGuard().doubt(at(Duration.ZERO, wall), stored, newest);
  }

  private Optional<String> doubt(Duration monotonic, Duration wall) {
    return guard.doubt(at(monotonic, wall), Optional.empty(), Optional.empty());
  }

  private static Reading at(Duration monotonic, Duration wall) {
    return new Reading(START.plus(wall), monotonic.toNanos(), "today");
  }
}
