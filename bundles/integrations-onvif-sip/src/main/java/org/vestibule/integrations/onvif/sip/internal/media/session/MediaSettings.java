// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link MediaConfig}.
 *
 * @param latch whether another source than the one agreed on may take its place
 */
record MediaSettings(
    int portFirst, int portLast, int jitterLeastMillis, int jitterMostMillis, boolean latch) {
  /** What holds where the configuration is silent. */
  static final MediaSettings DEFAULTS = new MediaSettings(20_000, 20_199, 20, 200, false);

  private static final List<String> KEYS =
      List.of("portFirst", "portLast", "jitterLeastMillis", "jitterMostMillis", "latch");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static MediaSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(MediaConfig.PID, properties, KEYS);
    int first = reader.integer("portFirst", 1024, 65_534, DEFAULTS.portFirst);
    int last = reader.integer("portLast", 1025, 65_535, DEFAULTS.portLast);
    if (last < first + (first & 1) + 1) {
      throw SettingsReader.invalid(
          MediaConfig.PID,
          "portLast",
          "" + last,
          "an even port from " + first + " on and its neighbour, at least",
          SettingsReader.example("portLast", "" + Math.min(65_535, first + 199)));
    }
    int least = reader.integer("jitterLeastMillis", 0, 200, DEFAULTS.jitterLeastMillis);
    int most = reader.integer("jitterMostMillis", 40, 500, DEFAULTS.jitterMostMillis);
    if (most < least) {
      throw SettingsReader.invalid(
          MediaConfig.PID,
          "jitterMostMillis",
          "" + most,
          "from jitterLeastMillis on, which is " + least,
          SettingsReader.example("jitterMostMillis", "200"));
    }
    return new MediaSettings(first, last, least, most, reader.flag("latch", DEFAULTS.latch));
  }
}
