// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.vision.internal.picture.Limits;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link VisionConfig}.
 *
 * @param similarityThreshold cosine, 0 takes the model's own
 * @param livenessThreshold probability, 0 takes the model's own
 * @param minFacePixels height of the smallest face that is judged
 * @param minSharpness see {@link Quality}
 * @param maxMegapixels of a picture
 * @param maxEncodedMegabytes of a file
 * @param maxConcurrent pictures at the same time
 */
record Settings(
    double similarityThreshold,
    double livenessThreshold,
    int minFacePixels,
    double minSharpness,
    int maxMegapixels,
    int maxEncodedMegabytes,
    int maxConcurrent) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS = new Settings(0, 0, 60, 8, 12, 8, 2);

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    Map<String, Object> left = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (!foreign(key)) {
            left.put(key, value);
          }
        });
    Settings settings =
        new Settings(
            number(left, "similarityThreshold", 0, 1, 0.45, DEFAULTS.similarityThreshold),
            number(left, "livenessThreshold", 0, 1, 0.5, DEFAULTS.livenessThreshold),
            whole(left, "minFacePixels", 20, 2000, DEFAULTS.minFacePixels),
            number(left, "minSharpness", 0, 100, 8, DEFAULTS.minSharpness),
            whole(left, "maxMegapixels", 1, 50, DEFAULTS.maxMegapixels),
            whole(left, "maxEncodedMegabytes", 1, 64, DEFAULTS.maxEncodedMegabytes),
            whole(left, "maxConcurrent", 1, 16, DEFAULTS.maxConcurrent));
    if (!left.isEmpty()) {
      throw invalid(
          left.keySet().iterator().next(),
          "unknown key",
          "the keys of " + VisionConfig.PID,
          "Remove it or correct its name.");
    }
    return settings;
  }

  /** Returns how much of a picture is read at all. */
  Limits limits() {
    return new Limits(maxMegapixels * 1_000_000L, maxEncodedMegabytes * 1_000_000L);
  }

  /** Keys that the framework adds. */
  private static boolean foreign(String key) {
    return key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.")
        || key.startsWith(".")
        || key.startsWith("org.apache.felix")
        || key.startsWith("osgi.");
  }

  private static double number(
      Map<String, Object> left, String key, double min, double max, double example, double absent)
      throws VestibuleException {
    Object found = left.remove(key);
    return found == null
        ? absent
        : parse(key, found, min, max, "a number from " + min + " to " + max, "" + example);
  }

  private static int whole(Map<String, Object> left, String key, int min, int max, int absent)
      throws VestibuleException {
    Object found = left.remove(key);
    if (found == null) {
      return absent;
    }
    String allowed = "a whole number from " + min + " to " + max;
    double value = parse(key, found, min, max, allowed, "" + absent);
    if (value != Math.rint(value)) {
      throw invalid(key, found.toString(), allowed, remedy(key, "" + absent));
    }
    return (int) value;
  }

  private static double parse(
      String key, Object found, double min, double max, String allowed, String example)
      throws VestibuleException {
    try {
      double value = Double.parseDouble(found.toString().trim());
      // Not written as value < min: NaN must be refused.
      if (value >= min && value <= max) {
        return value;
      }
      throw invalid(key, found.toString(), allowed, remedy(key, example));
    } catch (NumberFormatException e) {
      throw invalid(key, "'" + found + "'", allowed, remedy(key, example));
    }
  }

  private static String remedy(String key, String example) {
    return "Set " + key + " = " + example + ", for example.";
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String remedy) {
    return new VestibuleException(
        "configuration-invalid", "setting " + key, found, allowed, remedy);
  }
}
