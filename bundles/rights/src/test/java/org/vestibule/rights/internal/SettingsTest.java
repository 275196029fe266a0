// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.rights.internal.rule.AccessRule;
import org.vestibule.rights.internal.rule.Timetable;

class SettingsTest {
  @TempDir Path folder;

  private static Map<String, Object> with(Map<String, Object> good, String key, String value) {
    Map<String, Object> properties = new HashMap<>(good);
    properties.put(key, value);
    return properties;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id        | Night
          doors     | ''
          doors     | Front Door
          who       | neighbours
          who       | ''
          schedule  | Office Hours
          ways      | nose
          ways      | 4 of face,card
          free      | a b
          firstPersonIn | yes
          shedule   | office
          """)
  void aWrongRuleIsRefusedByName(String key, String value) {
    Map<String, Object> good = Map.of("id", "r", "doors", "front-door");
    assertThatThrownBy(() -> RuleSettings.of(with(good, key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("for example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"face", "face+code", "face+code; face+card", "2 of face,code; pass", "pass"})
  void aRuleWithoutAWayForWhoShowsNoFaceIsRefused(String ways) {
    Map<String, Object> good = Map.of("id", "r", "doors", "front-door");
    assertThatThrownBy(() -> RuleSettings.of(with(good, "ways", ways)))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("rule-biometric-only");
              assertThat(e.getMessage()).contains("rule r");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id           | always
          weekly       | Moon 08:00-18:00
          weekly       | ''
          zone         | Mars/Olympus
          holidays     | 2026-02-30
          holidays     | 02-30
          onHolidays   | Mon 10:00-12:00
          exceptions   | 2026-12-24
          holidaysFile | /nowhere/at/all
          """)
  void aWrongScheduleIsRefusedByName(String key, String value) {
    Map<String, Object> good = Map.of("id", "office", "weekly", "Mon-Fri 08:00-18:00");
    assertThatThrownBy(() -> ScheduleSettings.of(with(good, key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("setting " + key)
        .hasMessageContaining("for example");
  }

  @ParameterizedTest
  @CsvSource({"in, ''", "out, garage-in", "antiPassback, harder", "id, ''", "out, A"})
  void aWrongZoneIsRefusedByName(String key, String value) {
    Map<String, Object> good = Map.of("id", "z", "in", "garage-in", "out", "garage-out");
    assertThatThrownBy(() -> ZoneSettings.of(with(good, key, value)))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("setting " + key);
  }

  @Test
  void theExamplesOfTheReadme() throws VestibuleException, IOException {
    Path holidays = folder.resolve("holidays.txt");
    Files.writeString(holidays, "# of this year\n2026-12-25  # Christmas\n\n01-01\n");
    Timetable office =
        ScheduleSettings.of(
            Map.of(
                "id", "office-hours",
                "weekly", "Mon-Fri 08:00-18:00, Sat 09:00-12:00",
                "zone", "Europe/Berlin",
                "holidaysFile", holidays.toString(),
                "exceptions", "2026-12-24 08:00-12:00, 2026-12-31 closed"));
    assertThat(office.open(Instant.parse("2026-12-23T16:59:59Z"))).isTrue();
    assertThat(office.open(Instant.parse("2026-12-24T11:00:00Z"))).isFalse();
    assertThat(office.open(Instant.parse("2026-12-25T10:00:00Z"))).isFalse();
    assertThat(office.open(Instant.parse("2027-01-01T10:00:00Z"))).isFalse();
    AccessRule rule =
        RuleSettings.of(
            Map.of(
                "id", "server-room",
                "doors", "server-room",
                "who", "group:technicians, person:p-17",
                "schedule", "office-hours",
                "ways", "2 of face,code,card"));
    assertThat(rule.ways()).hasSize(3);
    assertThat(RuleSettings.of(Map.of("id", "r", "doors", "d")).ways()).hasSize(5);
  }
}
