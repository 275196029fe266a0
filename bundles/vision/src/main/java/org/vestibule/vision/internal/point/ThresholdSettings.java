// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link
 * ThresholdConfig}.
 *
 * @param maxFalseAcceptRate false accepts for each attempt of a stranger
 * @param similarityThreshold cosine, 0 derives it
 * @param maxSimilarityThreshold cosine that no derived threshold exceeds
 * @param enrolledAsCohort whether enrolled people stand for strangers to each other
 */
record ThresholdSettings(
    double maxFalseAcceptRate,
    double similarityThreshold,
    double maxSimilarityThreshold,
    boolean enrolledAsCohort) {
  /** What holds where the configuration is silent. */
  static final ThresholdSettings DEFAULTS = new ThresholdSettings(1e-5, 0, 0.6, false);

  private static final List<String> KEYS =
      List.of(
          "maxFalseAcceptRate",
          "similarityThreshold",
          "maxSimilarityThreshold",
          "enrolledAsCohort");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static ThresholdSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(ThresholdConfig.PID, properties, KEYS);
    return new ThresholdSettings(
        reader.number(
            "maxFalseAcceptRate",
            1e-8,
            0.01,
            DEFAULTS.maxFalseAcceptRate,
            "0.00001 (1 in 100,000)"),
        reader.number("similarityThreshold", 0, 1, 0, "0.5 (0 derives it)"),
        reader.number("maxSimilarityThreshold", 0.1, 1, DEFAULTS.maxSimilarityThreshold),
        reader.flag("enrolledAsCohort", DEFAULTS.enrolledAsCohort));
  }
}
