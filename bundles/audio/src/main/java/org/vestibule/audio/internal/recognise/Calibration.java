// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelManifest;

/**
 * From features to the probability that no more than a fifth of the words are wrong: logistic
 * regression (Platt 1999). It belongs to a model and stands in its manifest's parameters, as {@code
 * confidenceBias} and {@code confidence} followed by each of {@link ConfidenceFeatures#NAMES}.
 * Immutable.
 *
 * @param bias the constant
 * @param weights one for each feature, in the order of their names
 */
public record Calibration(double bias, List<Double> weights) {
  /** The beginning of the parameters' names. */
  public static final String PREFIX = "confidence";

  private static final String BIAS = PREFIX + "Bias";

  /** By the mean log-probability alone. */
  private static final Calibration ROUGH =
      new Calibration(3.2, List.of(9.5, 0.0, 0.0, 0.0, 0.0, 0.0));

  /** Copies the list. */
  public Calibration {
    weights = List.copyOf(weights);
    if (weights.size() != ConfidenceFeatures.NAMES.size()) {
      throw new IllegalArgumentException(
          weights.size() + " weights for " + ConfidenceFeatures.NAMES.size() + " features");
    }
  }

  /**
   * Returns the calibration of a model; a pack without one is judged as Moonshine base, roughly.
   */
  public static Calibration of(ModelManifest manifest) {
    Map<String, Double> parameters = manifest.parameters();
    if (!parameters.containsKey(BIAS)) {
      return ROUGH;
    }
    List<Double> weights =
        ConfidenceFeatures.NAMES.stream()
            .map(name -> parameters.getOrDefault(PREFIX + name, 0.0))
            .toList();
    return new Calibration(parameters.get(BIAS), weights);
  }

  /** Returns the probability, 0 to 1. */
  public double probability(ConfidenceFeatures features) {
    double sum = bias;
    double[] vector = features.vector();
    for (int i = 0; i < vector.length; i++) {
      sum += weights.get(i) * vector[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Returns what belongs into the manifest's parameters, in their order. */
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put(BIAS, bias);
    for (int i = 0; i < weights.size(); i++) {
      parameters.put(PREFIX + ConfidenceFeatures.NAMES.get(i), weights.get(i));
    }
    return parameters;
  }
}
