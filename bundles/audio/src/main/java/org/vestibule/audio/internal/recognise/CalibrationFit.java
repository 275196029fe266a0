// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link Calibration} on recordings whose words are known: logistic regression by gradient
 * descent on standardised features, with a ridge of 1/n against certainty that few recordings
 * cannot give (Hastie et al. 2009, section 4.4). The same recordings give the same fit.
 */
public final class CalibrationFit {
  private static final int STEPS = 20_000;
  private static final double RATE = 0.3;

  private CalibrationFit() {}

  /**
   * Fits.
   *
   * @param features one of each recording
   * @param right whether no more than a fifth of its words were wrong, in the same order
   * @throws IllegalArgumentException if there are fewer than 20, or all are right, or none is
   */
  public static Calibration fit(List<ConfidenceFeatures> features, boolean[] right) {
    int n = features.size();
    int good = 0;
    for (boolean one : right) {
      good += one ? 1 : 0;
    }
    if (n < 20 || right.length != n || good == 0 || good == n) {
      throw new IllegalArgumentException(
          n + " recordings, " + good + " of them right: 20 are needed, and both kinds");
    }
    double[][] rows = features.stream().map(ConfidenceFeatures::vector).toArray(double[][]::new);
    double[] mean = new double[rows[0].length];
    double[] deviation = standardise(rows, mean);
    double[] weights = descend(rows, right);
    double bias = weights[mean.length];
    Double[] unscaled = new Double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      unscaled[i] = weights[i] / deviation[i];
      bias -= unscaled[i] * mean[i];
    }
    return new Calibration(bias, Arrays.asList(unscaled));
  }

  /** Returns the deviations; a feature that never changes has 1. */
  private static double[] standardise(double[][] rows, double[] mean) {
    double[] deviation = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      int feature = i;
      mean[i] = Arrays.stream(rows).mapToDouble(row -> row[feature]).average().orElse(0);
      double square =
          Arrays.stream(rows).mapToDouble(row -> Math.pow(row[feature] - mean[feature], 2)).sum();
      deviation[i] = square < 1e-12 ? 1 : Math.sqrt(square / rows.length);
      for (double[] row : rows) {
        row[i] = (row[i] - mean[i]) / deviation[i];
      }
    }
    return deviation;
  }

  private static double[] descend(double[][] rows, boolean[] right) {
    int features = rows[0].length;
    double[] weights = new double[features + 1];
    double[] slope = new double[features + 1];
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < features; i++) {
        slope[i] = weights[i] / rows.length;
      }
      slope[features] = 0;
      for (int row = 0; row < rows.length; row++) {
        double error = (probability(weights, rows[row]) - (right[row] ? 1 : 0)) / rows.length;
        for (int i = 0; i < features; i++) {
          slope[i] += error * rows[row][i];
        }
        slope[features] += error;
      }
      for (int i = 0; i <= features; i++) {
        weights[i] -= RATE * slope[i];
      }
    }
    return weights;
  }

  private static double probability(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int i = 0; i < row.length; i++) {
      sum += weights[i] * row[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
