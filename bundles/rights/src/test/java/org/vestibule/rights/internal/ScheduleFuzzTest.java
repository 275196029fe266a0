// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.rights.internal.rule.Timetable;

/** Whatever somebody writes as a schedule is refused by name or holds at times that can be told. */
class ScheduleFuzzTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @FuzzTest
  void schedule(byte[] bytes) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", "s"));
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      String[] parts = line.split("=", 2);
      // A file of holidays would be read from this machine.
      if (parts.length == 2 && !parts[0].strip().equals("holidaysFile")) {
        properties.put(parts[0].strip(), parts[1]);
      }
    }
    try {
      Timetable table = ScheduleSettings.of(properties);
      boolean open = table.open(NOON);
      table.changes(NOON).ifPresent(at -> assertThat(table.open(at)).isNotEqualTo(open));
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("configuration-invalid");
    }
  }
}
