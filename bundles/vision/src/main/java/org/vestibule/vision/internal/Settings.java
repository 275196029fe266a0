// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
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

  private static final List<String> KEYS =
      List.of(
          "similarityThreshold",
          "livenessThreshold",
          "minFacePixels",
          "minSharpness",
          "maxMegapixels",
          "maxEncodedMegabytes",
          "maxConcurrent");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(VisionConfig.PID, properties, KEYS);
    return new Settings(
        reader.number("similarityThreshold", 0, 1, 0, "0.45 (0 takes the model's own)"),
        reader.number("livenessThreshold", 0, 1, 0, "0.5 (0 takes the model's own)"),
        reader.integer("minFacePixels", 20, 2000, DEFAULTS.minFacePixels),
        reader.number("minSharpness", 0, 100, DEFAULTS.minSharpness),
        reader.integer("maxMegapixels", 1, 50, DEFAULTS.maxMegapixels),
        reader.integer("maxEncodedMegabytes", 1, 64, DEFAULTS.maxEncodedMegabytes),
        reader.integer("maxConcurrent", 1, 16, DEFAULTS.maxConcurrent));
  }

  /** Returns how much of a picture is read at all. */
  Limits limits() {
    return new Limits(maxMegapixels * 1_000_000L, maxEncodedMegabytes * 1_000_000L);
  }
}
