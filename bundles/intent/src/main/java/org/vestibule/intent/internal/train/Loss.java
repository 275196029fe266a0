// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.Arrays;

/**
 * Mean negative log likelihood of a softmax regression with its penalty, and its gradient. Weights
 * lie in one array, the classes of one input beside each other, the biases last. Not thread-safe.
 */
final class Loss {
  /** So many samples are worked on while a row of weights is at hand. */
  private static final int BLOCK = 32;

  private final float[][] samples;
  private final int[] labels;
  private final int classes;
  private final int dimensions;
  private final double l2;
  private final double[][] p;

  Loss(float[][] samples, int[] labels, int classes, double l2) {
    this.samples = samples;
    this.labels = labels;
    this.classes = classes;
    this.dimensions = samples[0].length;
    this.l2 = l2;
    this.p = new double[BLOCK][classes];
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
    for (int first = 0; first < samples.length; first += BLOCK) {
      loss += block(w, gradient, first, Math.min(BLOCK, samples.length - first));
    }
    return loss / samples.length + l2 / 2 * penalty;
  }

  /** Adds the gradient of some samples and returns their loss. */
  private double block(double[] w, double[] gradient, int first, int count) {
    int bias = dimensions * classes;
    for (int n = 0; n < count; n++) {
      System.arraycopy(w, bias, p[n], 0, classes);
    }
    for (int i = 0; i < dimensions; i++) {
      int row = i * classes;
      for (int n = 0; n < count; n++) {
        double input = samples[first + n][i];
        double[] logits = p[n];
        for (int k = 0; k < classes; k++) {
          logits[k] += input * w[row + k];
        }
      }
    }
    double loss = 0;
    for (int n = 0; n < count; n++) {
      loss += likelihood(p[n], labels[first + n]);
      p[n][labels[first + n]] -= 1;
      for (int k = 0; k < classes; k++) {
        p[n][k] /= samples.length;
        gradient[bias + k] += p[n][k];
      }
    }
    for (int i = 0; i < dimensions; i++) {
      int row = i * classes;
      for (int n = 0; n < count; n++) {
        double input = samples[first + n][i];
        double[] residual = p[n];
        for (int k = 0; k < classes; k++) {
          gradient[row + k] += input * residual[k];
        }
      }
    }
    return loss;
  }

  /** Turns logits into probabilities and returns the negative log of the right one. */
  private static double likelihood(double[] p, int label) {
    double most = p[0];
    for (double logit : p) {
      most = Math.max(most, logit);
    }
    double right = p[label] - most;
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // StrictMath: the same bits on every machine.
      p[k] = StrictMath.exp(p[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return StrictMath.log(sum) - right;
  }
}
