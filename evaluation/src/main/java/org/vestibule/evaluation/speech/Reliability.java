// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

/**
 * How far stated probabilities are from what happens: expected calibration error over ten bins of
 * equal width (Guo et al. 2017, "On Calibration of Modern Neural Networks").
 */
final class Reliability {
  private static final int BINS = 10;

  private final int[] count = new int[BINS];
  private final int[] right = new int[BINS];
  private final double[] stated = new double[BINS];
  private int n;

  /** Adds one answer. */
  void add(double probability, boolean wasRight) {
    int bin = (int) Math.min(BINS - 1, Math.max(0, probability * BINS));
    count[bin]++;
    right[bin] += wasRight ? 1 : 0;
    stated[bin] += probability;
    n++;
  }

  /** Returns how many answers there were. */
  int count() {
    return n;
  }

  /** Returns the expected calibration error, 0 to 1; 0 for no answers. */
  double error() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(stated[bin] - right[bin]);
    }
    return n == 0 ? 0 : sum / n;
  }
}
