// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * A weighted sum of energy, log of the largest probability, and cosine to the nearest sentences,
 * each in units of its own spread in scope; the higher, the surer that a sentence is in scope.
 */
record RejectionScore(double[] weights, double[] scales) {
  private static final double[] CHOICES = {0, 0.5, 1};
  private static final int STEPS = 1_000;

  /** Returns the weights that do best at both bounds together on the validation sentences. */
  static RejectionScore chosen(ClincSplit validation) {
    double[] scales = {
      spread(validation, validation.energy()),
      spread(validation, validation.likeliest()),
      spread(validation, validation.near())
    };
    RejectionScore best = null;
    double most = -1;
    for (double energy : CHOICES) {
      for (double likeliest : CHOICES) {
        for (double near : CHOICES) {
          RejectionScore next = new RejectionScore(new double[] {energy, likeliest, near}, scales);
          double value =
              energy + likeliest + near == 0
                  ? -1
                  : next.sum(validation, next.paper(validation))
                      + next.sum(validation, next.balanced(validation));
          if (value > most) {
            most = value;
            best = next;
          }
        }
      }
    }
    return best;
  }

  double of(ClincSplit split, int n) {
    return weights[0] * split.energy()[n] / scales[0]
        + weights[1] * split.likeliest()[n] / scales[1]
        + weights[2] * split.near()[n] / scales[2];
  }

  /** Returns the bound with the most right answers, each sentence counted once. */
  double paper(ClincSplit validation) {
    return bound(validation, (in, out) -> (double) in.hits() + out.hits());
  }

  /** Returns the bound with the largest sum of accuracy in scope and recall out of scope. */
  double balanced(ClincSplit validation) {
    return bound(validation, (in, out) -> in.value() + out.value());
  }

  String shown() {
    return String.format(
        Locale.ROOT,
        "%.1f energy + %.1f log probability + %.1f nearest cosine",
        weights[0],
        weights[1],
        weights[2]);
  }

  private double sum(ClincSplit validation, double bound) {
    return validation.inScope(this, bound).value() + validation.outside(this, bound).value();
  }

  private double bound(ClincSplit validation, BiFunction<Share, Share, Double> worth) {
    double[] sorted = new double[validation.labels().length];
    for (int n = 0; n < sorted.length; n++) {
      sorted[n] = of(validation, n);
    }
    Arrays.sort(sorted);
    double best = sorted[0];
    double most = -1;
    for (int step = 0; step < STEPS; step++) {
      double bound = sorted[(int) ((long) step * sorted.length / STEPS)];
      double value = worth.apply(validation.inScope(this, bound), validation.outside(this, bound));
      if (value > most) {
        most = value;
        best = bound;
      }
    }
    return best;
  }

  private static double spread(ClincSplit split, double[] values) {
    double sum = 0;
    double square = 0;
    int count = 0;
    for (int n = 0; n < values.length; n++) {
      if (split.labels()[n] >= 0) {
        sum += values[n];
        square += values[n] * values[n];
        count++;
      }
    }
    return Math.sqrt(square / count - sum / count * (sum / count));
  }
}
