// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** What counts for all rights, checked. Keys, bounds and defaults are those of the annotation. */
record RightsSettings(
    int leastCodeDigits,
    int wrongTries,
    int resetHour,
    ZoneId zone,
    int passesPerHost,
    Duration longestPass) {
  private static final List<String> KEYS =
      List.of(
          "leastCodeDigits", "wrongTries", "resetHour", "zone", "passesPerHost", "longestPassDays");

  static final RightsSettings USUAL =
      new RightsSettings(4, 5, 3, ZoneId.systemDefault(), 20, Duration.ofDays(92));

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static RightsSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(RightsConfig.PID, properties, KEYS);
    return new RightsSettings(
        reader.integer("leastCodeDigits", 4, 10, 4),
        reader.integer("wrongTries", 3, 20, 5),
        reader.integer("resetHour", 0, 23, 3),
        zone(reader.text("zone", 60, "")),
        reader.integer("passesPerHost", 1, 500, 20),
        Duration.ofDays(reader.integer("longestPassDays", 1, 366, 92)));
  }

  private static ZoneId zone(String text) throws VestibuleException {
    try {
      return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw SettingsReader.invalid(
          RightsConfig.PID,
          "zone",
          "'" + text + "'",
          "a zone of the IANA database",
          SettingsReader.example("zone", "Europe/Berlin"));
    }
  }
}
