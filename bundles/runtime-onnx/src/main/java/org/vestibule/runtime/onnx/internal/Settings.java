// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link
 * RuntimeConfig}.
 *
 * @param intraOpThreads threads for one inference, for models loaded from now on
 * @param maxConcurrentRuns inferences at the same time
 */
record Settings(int intraOpThreads, int maxConcurrentRuns) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS = new Settings(1, 2);

  private static final List<String> KEYS = List.of("intraOpThreads", "maxConcurrentRuns");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(RuntimeConfig.PID, properties, KEYS);
    return new Settings(
        reader.integer("intraOpThreads", 1, 8, DEFAULTS.intraOpThreads),
        reader.integer("maxConcurrentRuns", 1, 16, DEFAULTS.maxConcurrentRuns));
  }
}
