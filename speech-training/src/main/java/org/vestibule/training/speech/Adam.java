// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Arrays;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) with weight decay apart from the gradient (Loshchilov and Hutter 2019).
 * Not thread-safe.
 */
final class Adam {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double SMALL = 1e-8;

  private final List<float[]> weights;
  private final List<float[]> gradients;
  private final List<float[]> means;
  private final List<float[]> squares;
  private final double decay;
  private int steps;

  /**
   * @param weights what is changed
   * @param gradients of the same lengths; summed up by the caller, zero again after each step
   * @param decay part of each weight that is taken off, for a step of 1
   */
  Adam(List<float[]> weights, List<float[]> gradients, double decay) {
    this.weights = weights;
    this.gradients = gradients;
    this.decay = decay;
    means = weights.stream().map(row -> new float[row.length]).toList();
    squares = weights.stream().map(row -> new float[row.length]).toList();
  }

  /** Takes one step. */
  void step(double size) {
    steps++;
    double rise = Math.sqrt(1 - Math.pow(SECOND, steps)) / (1 - Math.pow(FIRST, steps));
    for (int row = 0; row < weights.size(); row++) {
      float[] weight = weights.get(row);
      float[] gradient = gradients.get(row);
      float[] mean = means.get(row);
      float[] square = squares.get(row);
      for (int i = 0; i < weight.length; i++) {
        float g = gradient[i];
        mean[i] += (float) ((1 - FIRST) * (g - mean[i]));
        square[i] += (float) ((1 - SECOND) * (g * g - square[i]));
        double move = rise * mean[i] / (Math.sqrt(square[i]) + SMALL);
        weight[i] -= (float) (size * (move + decay * weight[i]));
      }
      Arrays.fill(gradient, 0);
    }
  }
}
