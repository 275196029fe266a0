// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link
 * SynthesisConfig}.
 *
 * @param rate words a minute
 * @param pitch mean of the fundamental, in Hz
 */
record Settings(int rate, int pitch) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS = new Settings(150, 100);

  private static final List<String> KEYS = List.of("rate", "pitch");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(SynthesisConfig.PID, properties, KEYS);
    return new Settings(
        reader.integer("rate", 80, 250, DEFAULTS.rate),
        reader.integer("pitch", 60, 200, DEFAULTS.pitch));
  }
}
