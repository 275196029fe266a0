// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Timetable of(ZoneId zone, String... weekly) {
    return new Timetable(
        "t",
        zone,
        String.join(", ", weekly),
        ScheduleText.week(List.of(weekly)),
        Set.of(),
        Set.of(),
        List.of(),
        Map.of());
  }

  private static Instant at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mon",
        "Mon 8:00-18:00",
        "Mon 08:00-08:00",
        "Mon 24:00-06:00",
        "Mon 08:60-09:00",
        "Mon 08:00-24:01",
        "Moon 08:00-09:00",
        "Mon-Tue-Wed 08:00-09:00",
        "Mon 08:00-09:00 closed"
      })
  void whatIsNoScheduleIsRefusedInWords(String entry) {
    assertThatThrownBy(() -> ScheduleText.week(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*\\S.*");
  }

  @Test
  void theEndIsNotPartOfIt() {
    Timetable office = of(BERLIN, "Mon-Fri 08:00-18:00");
    assertThat(office.open(at(BERLIN, "2026-11-30T07:59:59.999"))).isFalse();
    assertThat(office.open(at(BERLIN, "2026-11-30T08:00"))).isTrue();
    assertThat(office.open(at(BERLIN, "2026-11-30T17:59:59.999"))).isTrue();
    assertThat(office.open(at(BERLIN, "2026-11-30T18:00"))).isFalse();
    assertThat(office.open(at(BERLIN, "2026-11-28T12:00"))).as("Saturday").isFalse();
    assertThat(office.changes(at(BERLIN, "2026-11-27T18:00")))
        .contains(at(BERLIN, "2026-11-30T08:00"));
  }

  @Test
  void aNightBelongsToTheDayOnWhichItBegins() {
    Timetable night = of(BERLIN, "Fri 22:00-06:00");
    assertThat(night.open(at(BERLIN, "2026-11-27T23:00"))).isTrue();
    assertThat(night.open(at(BERLIN, "2026-11-28T05:59"))).isTrue();
    assertThat(night.open(at(BERLIN, "2026-11-28T06:00"))).isFalse();
    assertThat(night.open(at(BERLIN, "2026-11-27T05:00"))).as("of Thursday").isFalse();
    assertThat(of(BERLIN, "Sat-Mon 00:00-24:00").open(at(BERLIN, "2026-11-29T12:00"))).isTrue();
  }

  @Test
  void anExceptionComesBeforeAHolidayAndThatBeforeTheWeek() {
    Timetable table =
        new Timetable(
            "t",
            BERLIN,
            "",
            ScheduleText.week(List.of("daily 20:00-04:00")),
            Set.of(LocalDate.parse("2026-12-26")),
            Set.of(MonthDay.of(12, 24), MonthDay.of(12, 25)),
            ScheduleText.day(List.of("10:00-12:00")),
            ScheduleText.exceptions(List.of("2026-12-24 closed")));
    assertThat(table.open(at(BERLIN, "2026-12-24T03:00"))).as("of the 23rd").isTrue();
    assertThat(table.open(at(BERLIN, "2026-12-24T11:00"))).as("closed").isFalse();
    assertThat(table.open(at(BERLIN, "2026-12-25T11:00"))).as("every year").isTrue();
    assertThat(table.open(at(BERLIN, "2026-12-25T21:00"))).isFalse();
    assertThat(table.open(at(BERLIN, "2026-12-26T11:00"))).isTrue();
    assertThat(table.open(at(BERLIN, "2027-12-26T21:00"))).as("another year").isTrue();
  }

  @Test
  void whatNeverOpensNeverChanges() {
    Timetable whole = of(BERLIN, "daily 00:00-24:00");
    assertThat(whole.changes(at(BERLIN, "2026-11-27T18:00"))).isEmpty();
  }

  @Test
  void theHourThatComesTwiceHoldsInBothAndTheOneThatNeverIsInNone() {
    Timetable table = of(BERLIN, "daily 02:15-02:45");
    // 2026-10-25 03:00 CEST is 02:00 CET: 02:30 is 00:30Z and 01:30Z.
    assertThat(table.open(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(table.open(Instant.parse("2026-10-25T00:50:00Z"))).isFalse();
    assertThat(table.open(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(table.changes(Instant.parse("2026-10-25T00:20:00Z")))
        .contains(Instant.parse("2026-10-25T00:45:00Z"));
    assertThat(table.changes(Instant.parse("2026-10-25T00:45:00Z")))
        .contains(Instant.parse("2026-10-25T01:15:00Z"));
    // 2026-03-29 02:00 CET is 03:00 CEST: there is no 02:30.
    for (int minute = 0; minute < 180; minute++) {
      Instant at = Instant.parse("2026-03-29T00:00:00Z").plusSeconds(60L * minute);
      assertThat(table.open(at)).as("%s", at).isFalse();
    }
    assertThat(of(BERLIN, "daily 02:30-05:00").changes(Instant.parse("2026-03-29T00:59:00Z")))
        .contains(Instant.parse("2026-03-29T01:00:00Z"));
  }

  /**
   * A night in which the clock is set, each way; Lord Howe's by half an hour, Cuba's at midnight.
   */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29",
    "Europe/Berlin, 2026-10-25",
    "America/New_York, 2026-03-08",
    "America/New_York, 2026-11-01",
    "Australia/Lord_Howe, 2026-04-05",
    "Australia/Lord_Howe, 2026-10-04",
    "America/Havana, 2026-03-08",
    "America/Havana, 2026-11-01",
    "Africa/Casablanca, 2026-02-15",
    "Asia/Tokyo, 2026-03-29"
  })
  void eachMinuteOfANightIsAsTheClockOnTheWallSays(String zoneId, String date) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    ZoneId zone = ZoneId.of(zoneId);
    Instant begin = LocalDate.parse(date).minusDays(1).atTime(12, 0).atZone(zone).toInstant();
    for (int run = 0; run < 30; run++) {
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        int from = random.nextInt(24 * 60);
        int to = (from + 1 + random.nextInt(24 * 60 - 1)) % (24 * 60);
        entries.add(
            String.format("daily %02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60));
      }
      Timetable table = of(zone, entries.toArray(String[]::new));
      Optional<Instant> promised = table.changes(begin);
      boolean before = table.open(begin);
      for (int minute = 1; minute < 36 * 60; minute++) {
        Instant at = begin.plusSeconds(60L * minute);
        boolean open = table.open(at);
        assertThat(open)
            .as("seed %d: %s at %s", seed, entries, at.atZone(zone))
            .isEqualTo(byTheClock(entries, at.atZone(zone).toLocalDateTime()));
        if (open != before) {
          assertThat(promised).as("seed %d: %s", seed, entries).contains(at);
          promised = table.changes(at);
        }
        before = open;
      }
    }
  }

  /** Compares texts as a person reads them. */
  private static boolean byTheClock(List<String> entries, LocalDateTime local) {
    String now = local.toLocalTime().toString().substring(0, 5);
    return entries.stream()
        .map(entry -> entry.substring("daily ".length()))
        .anyMatch(
            span -> {
              String from = span.substring(0, 5);
              String to = span.substring(6);
              return from.compareTo(to) < 0
                  ? now.compareTo(from) >= 0 && now.compareTo(to) < 0
                  : now.compareTo(from) >= 0 || now.compareTo(to) < 0;
            });
  }
}
