// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** Reads the configuration {@code org.vestibule.intent}. */
final class Settings {
  private static final String PID = "org.vestibule.intent";
  private static final List<String> KEYS =
      List.of("emergencyThreshold", "acceptThreshold", "nearestThreshold");

  private Settings() {}

  /**
   * Returns the site's bounds; 0 where the pack's holds.
   *
   * @throws VestibuleException {@code configuration-invalid} naming key, value, bound and an
   *     example
   */
  static Thresholds read(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    return new Thresholds(
        share(reader, "emergencyThreshold"),
        share(reader, "acceptThreshold"),
        share(reader, "nearestThreshold"));
  }

  private static double share(SettingsReader reader, String key) throws VestibuleException {
    return reader.number(key, 0, 1, 0, "0.4 (0 takes the model pack's)");
  }
}
