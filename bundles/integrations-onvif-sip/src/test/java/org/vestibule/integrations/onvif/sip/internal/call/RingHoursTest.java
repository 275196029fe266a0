// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingHoursTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  @Test
  void noHoursAreAlways() {
    assertThat(RingHours.of(List.of()).open(Instant.EPOCH, VIENNA)).isTrue();
  }

  @Test
  void theEndIsExcludedAndTheWeekGoesRound() {
    RingHours hours = RingHours.of(List.of("Fri-Mon 08:00-12:00 13:00-18:00"));
    assertThat(open(hours, "2026-11-27T08:00")).as("Friday").isTrue();
    assertThat(open(hours, "2026-11-27T12:00")).isFalse();
    assertThat(open(hours, "2026-11-30T17:59:59")).as("Monday").isTrue();
    assertThat(open(hours, "2026-12-01T09:00")).as("Tuesday").isFalse();
  }

  @Test
  void aNightEndsOnTheNextDay() {
    RingHours hours = RingHours.of(List.of("Fri 22:00-06:00"));
    assertThat(open(hours, "2026-11-27T23:00")).isTrue();
    assertThat(open(hours, "2026-11-28T05:59")).isTrue();
    assertThat(open(hours, "2026-11-28T06:00")).isFalse();
    assertThat(open(hours, "2026-11-27T05:00")).as("the night before").isFalse();
  }

  @Test
  void hoursThatOverlapHoldOnce() {
    RingHours hours = RingHours.of(List.of("daily 08:00-12:00", "Fri 10:00-14:00"));
    assertThat(open(hours, "2026-11-27T11:00")).isTrue();
    assertThat(open(hours, "2026-11-27T13:59")).isTrue();
    assertThat(open(hours, "2026-11-26T13:59")).isFalse();
  }

  @Test
  void anHourThatComesTwiceHoldsInBothAndOneThatIsLeftOutNever() {
    RingHours hours = RingHours.of(List.of("Sun 02:00-03:00"));
    assertThat(hours.open(Instant.parse("2026-10-25T00:30:00Z"), VIENNA)).isTrue();
    assertThat(hours.open(Instant.parse("2026-10-25T01:30:00Z"), VIENNA)).isTrue();
    assertThat(hours.open(Instant.parse("2026-10-25T02:00:00Z"), VIENNA)).isFalse();
    for (int minute = 0; minute < 180; minute++) {
      Instant spring = Instant.parse("2026-03-29T00:00:00Z").plusSeconds(60L * minute);
      assertThat(hours.open(spring, VIENNA)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon",
        "Mon 8:00-9:00",
        "Mon 08:00-08:00",
        "Mon 24:00-08:00",
        "Mon 08:61-09:00",
        "Mo 08:00-09:00",
        "Mon-Tue-Wed 08:00-09:00",
        ""
      })
  void wordsThatAreNoTimesAreRefused(String words) {
    assertThatThrownBy(() -> RingHours.of(List.of(words)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean open(RingHours hours, String local) {
    return hours.open(LocalDateTime.parse(local).atZone(VIENNA).toInstant(), VIENNA);
  }
}
