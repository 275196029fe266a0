// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link LineConfig}.
 *
 * @param jitterLeastMillis the shortest delay of the jitter buffer
 * @param jitterMostMillis the longest delay of the jitter buffer
 * @param echoTailMillis how long the loudspeaker's echo lasts
 * @param targetDbfs level of speech for the ear, dBFS
 * @param maxGainDb the largest gain for the ear, dB
 */
record LineSettings(
    int jitterLeastMillis,
    int jitterMostMillis,
    int echoTailMillis,
    double targetDbfs,
    double maxGainDb) {
  /** What holds where the configuration is silent. */
  static final LineSettings DEFAULTS = new LineSettings(40, 200, 250, -23, 24);

  private static final List<String> KEYS =
      List.of("jitterLeastMillis", "jitterMostMillis", "echoTailMillis", "targetDbfs", "maxGainDb");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static LineSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(LineConfig.PID, properties, KEYS);
    return new LineSettings(
        reader.integer("jitterLeastMillis", 20, 100, DEFAULTS.jitterLeastMillis),
        reader.integer("jitterMostMillis", 100, 500, DEFAULTS.jitterMostMillis),
        reader.integer("echoTailMillis", 50, 1000, DEFAULTS.echoTailMillis),
        reader.number("targetDbfs", -40, -12, DEFAULTS.targetDbfs),
        reader.number("maxGainDb", 0, 24, DEFAULTS.maxGainDb));
  }
}
