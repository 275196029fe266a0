// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link Calibration} on recordings whose words are known: logistic regression by Newton's
 * method with a ridge (Hastie et al. 2009, sections 4.4.1 and 3.4.1). The ridge holds on features
 * in the units in which they usually differ at a door, so that one which hardly differs in the
 * recordings, such as the voiced share of read sentences, gets no weight that would mislead
 * elsewhere. The same recordings give the same fit.
 */
public final class CalibrationFit {
  /** In the order of {@link ConfidenceFeatures#NAMES}. */
  private static final double[] UNITS = {0.2, 0.5, 10, 0.5, 1, 0.5};

  private static final double RIDGE = 3;
  private static final int STEPS = 50;
  private static final int LEAST = 20;

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
    if (n < LEAST || right.length != n || good == 0 || good == n) {
      throw new IllegalArgumentException(
          n + " recordings, " + good + " of them right: " + LEAST + " are needed, and both kinds");
    }
    double[][] rows = features.stream().map(CalibrationFit::scaled).toArray(double[][]::new);
    double[] weights = new double[UNITS.length + 1];
    for (int step = 0; step < STEPS; step++) {
      improve(weights, rows, right);
    }
    Double[] plain = new Double[UNITS.length];
    Arrays.setAll(plain, i -> weights[i] / UNITS[i]);
    return new Calibration(weights[UNITS.length], Arrays.asList(plain));
  }

  /** The features in their units, and a constant. */
  private static double[] scaled(ConfidenceFeatures features) {
    double[] row = Arrays.copyOf(features.vector(), UNITS.length + 1);
    for (int i = 0; i < UNITS.length; i++) {
      row[i] /= UNITS[i];
    }
    row[UNITS.length] = 1;
    return row;
  }

  /** One step of Newton's method; the last weight is the constant and has no ridge. */
  private static void improve(double[] weights, double[][] rows, boolean[] right) {
    int size = weights.length;
    double[][] curve = new double[size][size + 1];
    for (int i = 0; i < size - 1; i++) {
      curve[i][i] = RIDGE;
      curve[i][size] = -RIDGE * weights[i];
    }
    for (int at = 0; at < rows.length; at++) {
      double[] row = rows[at];
      double p = probability(weights, row);
      double error = (right[at] ? 1 : 0) - p;
      for (int i = 0; i < size; i++) {
        curve[i][size] += error * row[i];
        for (int j = 0; j < size; j++) {
          curve[i][j] += p * (1 - p) * row[i] * row[j];
        }
      }
    }
    double[] change = solved(curve);
    for (int i = 0; i < size; i++) {
      weights[i] += change[i];
    }
  }

  private static double probability(double[] weights, double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += weights[i] * row[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Gauss and Jordan; the matrix is positive definite, and its right side is the last column. */
  private static double[] solved(double[][] rows) {
    int size = rows.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          rows[row][column] -= factor * rows[pivot][column];
        }
      }
    }
    double[] solution = new double[size];
    Arrays.setAll(solution, i -> rows[i][size] / rows[i][i]);
    return solution;
  }
}
