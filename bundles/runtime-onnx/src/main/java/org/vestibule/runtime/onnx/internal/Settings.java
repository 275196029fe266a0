// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;

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

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    Map<String, Object> left = new TreeMap<>(properties);
    left.keySet().removeIf(Settings::foreign);
    Settings settings =
        new Settings(
            take(left, "intraOpThreads", 8, DEFAULTS.intraOpThreads),
            take(left, "maxConcurrentRuns", 16, DEFAULTS.maxConcurrentRuns));
    if (!left.isEmpty()) {
      throw new VestibuleException(
          "configuration-invalid",
          "setting " + left.keySet().iterator().next() + " of " + RuntimeConfig.PID,
          "unknown key",
          "intraOpThreads, maxConcurrentRuns",
          "Remove it or correct its name.");
    }
    return settings;
  }

  /** Keys that the container adds of its own accord. */
  private static boolean foreign(String key) {
    return key.startsWith(".")
        || key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.")
        || key.startsWith("org.apache.felix")
        || key.startsWith("osgi.");
  }

  private static int take(Map<String, Object> left, String key, int most, int otherwise)
      throws VestibuleException {
    Object found = left.remove(key);
    if (found == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(found.toString().strip());
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same words as a number out of bounds.
    }
    throw new VestibuleException(
        "configuration-invalid",
        "setting " + key + " of " + RuntimeConfig.PID,
        "'" + found + "'",
        "a whole number from 1 to " + most,
        "Set " + key + " = " + otherwise + ", for example.");
  }
}
