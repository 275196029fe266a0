// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

/**
 * Sentences with what a rejection score is made of.
 *
 * @param labels -1 for out of scope
 * @param rows embeddings
 * @param answers the likeliest class
 * @param energy log of the sum of the exponentials of the logits (Liu et al. 2020, "Energy-based
 *     Out-of-distribution Detection", temperature 1)
 * @param likeliest log of the largest probability (Hendrycks and Gimpel 2017, "A Baseline for
 *     Detecting Misclassified and Out-of-Distribution Examples")
 * @param near mean cosine to the five nearest training sentences (Sun et al. 2022,
 *     "Out-of-Distribution Detection with Deep Nearest Neighbors")
 */
record ClincSplit(
    int[] labels,
    float[][] rows,
    int[] answers,
    double[] energy,
    double[] likeliest,
    double[] near) {
  private static final int NEIGHBOURS = 5;

  static ClincSplit of(int[] labels, float[][] rows, double[][] fit, float[][] training) {
    int count = labels.length;
    ClincSplit split =
        new ClincSplit(
            labels, rows, new int[count], new double[count], new double[count], new double[count]);
    for (int n = 0; n < count; n++) {
      double[] logits = logits(fit, rows[n]);
      int best = best(logits);
      double sum = 0;
      for (double logit : logits) {
        sum += StrictMath.exp(logit - logits[best]);
      }
      split.answers[n] = best;
      split.energy[n] = logits[best] + StrictMath.log(sum);
      split.likeliest[n] = -StrictMath.log(sum);
      split.near[n] = near(rows[n], training);
    }
    return split;
  }

  static double[] logits(double[][] fit, float[] row) {
    double[] logits = new double[fit.length];
    for (int k = 0; k < fit.length; k++) {
      logits[k] = fit[k][row.length];
      for (int i = 0; i < row.length; i++) {
        logits[k] += fit[k][i] * row[i];
      }
    }
    return logits;
  }

  static int best(double[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }

  /** Returns how many sentences in scope are right and not rejected. */
  Share inScope(RejectionScore score, double bound) {
    int of = 0;
    int right = 0;
    for (int n = 0; n < labels.length; n++) {
      of += labels[n] >= 0 ? 1 : 0;
      right += labels[n] >= 0 && answers[n] == labels[n] && score.of(this, n) >= bound ? 1 : 0;
    }
    return new Share(right, of);
  }

  /** Returns how many sentences out of scope are rejected. */
  Share outside(RejectionScore score, double bound) {
    int of = 0;
    int rejected = 0;
    for (int n = 0; n < labels.length; n++) {
      of += labels[n] < 0 ? 1 : 0;
      rejected += labels[n] < 0 && score.of(this, n) < bound ? 1 : 0;
    }
    return new Share(rejected, of);
  }

  private static double near(float[] row, float[][] training) {
    double[] nearest = new double[NEIGHBOURS];
    for (float[] other : training) {
      float cosine = dot(row, other);
      for (int at = 0; at < NEIGHBOURS; at++) {
        if (cosine > nearest[at]) {
          System.arraycopy(nearest, at, nearest, at + 1, NEIGHBOURS - 1 - at);
          nearest[at] = cosine;
          break;
        }
      }
    }
    double sum = 0;
    for (double cosine : nearest) {
      sum += cosine;
    }
    return sum / NEIGHBOURS;
  }

  private static float dot(float[] a, float[] b) {
    float even = 0;
    float odd = 0;
    float third = 0;
    float fourth = 0;
    for (int i = 0; i + 3 < a.length; i += 4) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    return even + odd + third + fourth;
  }
}
