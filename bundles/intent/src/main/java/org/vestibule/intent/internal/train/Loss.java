// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.Arrays;

/**
 * Mean negative log likelihood of a softmax regression with its penalty, and its gradient. Weights
 * lie in one array, the classes of one input beside each other, the biases last. Not thread-safe.
 */
final class Loss {
  private final float[][] samples;
  private final int[] labels;
  private final int classes;
  private final int dimensions;
  private final double l2;
  private final double[] p;

  Loss(float[][] samples, int[] labels, int classes, double l2) {
    this.samples = samples;
    this.labels = labels;
    this.classes = classes;
    this.dimensions = samples[0].length;
    this.l2 = l2;
    this.p = new double[classes];
  }

  /** Returns how many weights there are. */
  int size() {
    return (dimensions + 1) * classes;
  }

  /** Returns the loss at {@code w} and fills its gradient. */
  double at(double[] w, double[] gradient) {
    int bias = dimensions * classes;
    double penalty = 0;
    for (int i = 0; i < bias; i++) {
      gradient[i] = l2 * w[i];
      penalty += w[i] * w[i];
    }
    Arrays.fill(gradient, bias, gradient.length, 0);
    double loss = 0;
    for (int n = 0; n < samples.length; n++) {
      loss += probabilities(w, samples[n], labels[n]);
      p[labels[n]] -= 1;
      for (int k = 0; k < classes; k++) {
        p[k] /= samples.length;
        gradient[bias + k] += p[k];
      }
      for (int i = 0; i < dimensions; i++) {
        double input = samples[n][i];
        int row = i * classes;
        for (int k = 0; k < classes; k++) {
          gradient[row + k] += input * p[k];
        }
      }
    }
    return loss / samples.length + l2 / 2 * penalty;
  }

  /** Fills the probabilities and returns the negative log of the right one. */
  private double probabilities(double[] w, float[] sample, int label) {
    System.arraycopy(w, dimensions * classes, p, 0, classes);
    for (int i = 0; i < dimensions; i++) {
      double input = sample[i];
      int row = i * classes;
      for (int k = 0; k < classes; k++) {
        p[k] += input * w[row + k];
      }
    }
    double most = p[0];
    for (double logit : p) {
      most = Math.max(most, logit);
    }
    double right = p[label] - most;
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      // StrictMath: the same bits on every machine.
      p[k] = StrictMath.exp(p[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < classes; k++) {
      p[k] /= sum;
    }
    return StrictMath.log(sum) - right;
  }
}
