// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * What the update agent works by.
 *
 * @param health time in which an updated feature must work again
 * @param notice least time between the announcement of a restart and the restart
 * @param visits most time that open visits are given before a restart
 * @param ready time in which the gateway must be ready after a restart
 * @param keep former versions to keep
 */
record Settings(Duration health, Duration notice, Duration visits, Duration ready, int keep) {
  static final String PID = "org.vestibule.ota";

  private static final List<String> KEYS =
      List.of("health.seconds", "notice.seconds", "visits.seconds", "ready.seconds", "keep");

  static final Settings DEFAULT =
      new Settings(
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          2);

  /**
   * Reads the configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}, naming key, value, bound and example
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    return new Settings(
        Duration.ofSeconds(reader.integer("health.seconds", 1, 120, 20)),
        Duration.ofSeconds(reader.integer("notice.seconds", 0, 60, 2)),
        Duration.ofSeconds(reader.integer("visits.seconds", 1, 600, 60)),
        Duration.ofSeconds(reader.integer("ready.seconds", 10, 600, 60)),
        reader.integer("keep", 1, 9, 2));
  }
}
