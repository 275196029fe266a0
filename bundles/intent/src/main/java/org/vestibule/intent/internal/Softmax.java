// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

/**
 * A multinomial logistic regression. Immutable by convention: arrays are never written after
 * construction. Thread-safe.
 *
 * @param weights one row for each class, as long as an embedding
 * @param bias one for each class
 * @param temperature divides the logits (Guo et al. 2017, "On Calibration of Modern Neural
 *     Networks"); above 0
 */
public record Softmax(float[][] weights, float[] bias, double temperature) {
  /** Returns how long an embedding is. */
  public int dimensions() {
    return weights[0].length;
  }

  /** Returns the probability of each class; they sum to 1. */
  public double[] probabilities(float[] embedding) {
    double[] p = new double[weights.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < p.length; k++) {
      double logit = bias[k];
      for (int i = 0; i < embedding.length; i++) {
        logit += (double) weights[k][i] * embedding[i];
      }
      p[k] = logit / temperature;
      most = Math.max(most, p[k]);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // StrictMath: the same bits on every machine.
      p[k] = StrictMath.exp(p[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
