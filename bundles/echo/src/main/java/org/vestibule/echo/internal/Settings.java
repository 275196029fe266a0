// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link EchoConfig}.
 *
 * @param delayMillis the delay that a canceller begins its search with
 * @param highPass whether what is below speech is taken out
 * @param noiseSuppression one of {@link #LEVELS}
 */
record Settings(int delayMillis, boolean highPass, String noiseSuppression) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS = new Settings(40, false, "off");

  /** How much noise may be suppressed, from nothing on. */
  static final List<String> LEVELS = List.of("off", "low", "moderate", "high");

  private static final List<String> KEYS = List.of("delayMillis", "highPass", "noiseSuppression");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(EchoConfig.PID, properties, KEYS);
    String level = reader.text("noiseSuppression", 20, DEFAULTS.noiseSuppression);
    if (!LEVELS.contains(level)) {
      throw SettingsReader.invalid(
          EchoConfig.PID,
          "noiseSuppression",
          "'" + level + "'",
          String.join(", ", LEVELS),
          SettingsReader.example("noiseSuppression", DEFAULTS.noiseSuppression));
    }
    return new Settings(
        reader.integer("delayMillis", 0, 500, DEFAULTS.delayMillis),
        reader.flag("highPass", DEFAULTS.highPass),
        level);
  }
}
