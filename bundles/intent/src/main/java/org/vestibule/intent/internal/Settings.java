// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;

/** Reads the configuration {@code org.vestibule.intent}. */
final class Settings {
  private static final String PID = "org.vestibule.intent";
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("emergencyThreshold", "acceptThreshold", "nearestThreshold"));

  private Settings() {}

  /**
   * Returns the site's bounds; 0 where the pack's holds.
   *
   * @throws VestibuleException {@code configuration-invalid} naming key, value, bound and an
   *     example
   */
  static Thresholds read(Map<String, ?> properties) throws VestibuleException {
    Map<String, Object> sorted = new TreeMap<>(properties);
    for (String key : sorted.keySet()) {
      if (!KEYS.contains(key) && !ofTheFramework(key)) {
        throw refused(key, "an unknown key", "the keys " + String.join(", ", KEYS));
      }
    }
    return new Thresholds(
        share(sorted, "emergencyThreshold"),
        share(sorted, "acceptThreshold"),
        share(sorted, "nearestThreshold"));
  }

  private static double share(Map<String, Object> properties, String key)
      throws VestibuleException {
    Object value = properties.get(key);
    if (value == null) {
      return 0;
    }
    String text = String.valueOf(value).strip();
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!(number >= 0 && number <= 1)) {
      String shown = text.length() <= 60 ? text : text.substring(0, 60) + "...";
      throw refused(key, shown, "a number from 0 to 1, where 0 takes the model pack's");
    }
    return number;
  }

  private static boolean ofTheFramework(String key) {
    return key.startsWith(".")
        || key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.")
        || key.startsWith("org.apache.felix")
        || key.startsWith("osgi.");
  }

  private static VestibuleException refused(String key, String found, String allowed) {
    String known = KEYS.contains(key) ? key : "acceptThreshold";
    return new VestibuleException(
        "configuration-invalid",
        "configuration " + PID + ", " + (key.length() <= 60 ? key : key.substring(0, 60)),
        found,
        allowed,
        "Correct it, for example " + known + " = 0.4.");
  }
}
