// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

/**
 * Multinomial logistic regression with an L2 penalty on the weights, not on the bias.
 *
 * <p>Minimises the mean negative log likelihood + l2/2 times the squared weights over all samples
 * at once, from zero, by Nesterov's accelerated gradient (Nesterov 1983) with a restart whenever
 * the step goes uphill (O'Donoghue and Candes 2015, "Adaptive Restart for Accelerated Gradient
 * Schemes", gradient scheme). The problem is strictly convex in the weights: there is one answer,
 * no seed, and the same bits for the same input. Samples have length 1, so the gradient's Lipschitz
 * constant is at most 1/2 * (1 + 1 for the bias) + l2, which gives the step.
 */
final class SoftmaxRegression {
  private static final int MOST_STEPS = 20_000;
  private static final double SMALL_GRADIENT = 1e-6;

  private final float[][] samples;
  private final int[] labels;
  private final int classes;
  private final int dimensions;
  private final double l2;

  private SoftmaxRegression(float[][] samples, int[] labels, int classes, double l2) {
    this.samples = samples;
    this.labels = labels;
    this.classes = classes;
    this.dimensions = samples[0].length;
    this.l2 = l2;
  }

  /**
   * Fits.
   *
   * @param samples rows of length 1
   * @param labels for each row its class, 0 to classes - 1
   * @param l2 weight of the penalty, above 0
   * @return for each class its weights, and its bias as the last value
   */
  static double[][] fit(float[][] samples, int[] labels, int classes, double l2) {
    return new SoftmaxRegression(samples, labels, classes, l2).descend();
  }

  private double[][] descend() {
    double step = 1 / (1 + l2);
    double[][] at = new double[classes][dimensions + 1];
    double[][] ahead = new double[classes][dimensions + 1];
    double[][] gradient = new double[classes][dimensions + 1];
    int since = 0;
    for (int round = 0; round < MOST_STEPS; round++) {
      if (gradient(ahead, gradient) < SMALL_GRADIENT) {
        return ahead;
      }
      double uphill = 0;
      double momentum = since / (since + 3.0);
      for (int k = 0; k < classes; k++) {
        for (int i = 0; i <= dimensions; i++) {
          double next = ahead[k][i] - step * gradient[k][i];
          double moved = next - at[k][i];
          uphill += gradient[k][i] * moved;
          at[k][i] = next;
          ahead[k][i] = next + momentum * moved;
        }
      }
      since = uphill > 0 ? 0 : since + 1;
    }
    return at;
  }

  /** Fills the gradient at {@code w} and returns its largest absolute value. */
  private double gradient(double[][] w, double[][] gradient) {
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < dimensions; i++) {
        gradient[k][i] = l2 * w[k][i];
      }
      gradient[k][dimensions] = 0;
    }
    double[] p = new double[classes];
    for (int n = 0; n < samples.length; n++) {
      probabilities(w, samples[n], p);
      p[labels[n]] -= 1;
      for (int k = 0; k < classes; k++) {
        double share = p[k] / samples.length;
        for (int i = 0; i < dimensions; i++) {
          gradient[k][i] += share * samples[n][i];
        }
        gradient[k][dimensions] += share;
      }
    }
    double largest = 0;
    for (double[] row : gradient) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  private void probabilities(double[][] w, float[] sample, double[] p) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      p[k] = w[k][dimensions];
      for (int i = 0; i < dimensions; i++) {
        p[k] += w[k][i] * sample[i];
      }
      most = Math.max(most, p[k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      // StrictMath: the same bits on every machine.
      p[k] = StrictMath.exp(p[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < classes; k++) {
      p[k] /= sum;
    }
  }
}
