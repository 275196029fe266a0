// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How far a word error rate may be off: sentences are drawn anew with replacement (Bisani and Ney
 * 2004, "Bootstrap Estimates for Confidence Intervals in ASR Performance Evaluation"). The same for
 * the same seed.
 */
final class Bootstrap {
  private static final int DRAWS = 2000;

  private final long seed;

  Bootstrap(long seed) {
    this.seed = seed;
  }

  /**
   * Bounds of 95 %, two-sided.
   *
   * @param low in percent
   * @param high in percent
   */
  record Bounds(double low, double high) {}

  /** Returns the bounds of a rate. */
  Bounds rate(List<Wer> sentences) {
    double[] rates = draw(sentences.size(), chosen -> percent(sentences, chosen));
    return new Bounds(quantile(rates, 0.025), quantile(rates, 0.975));
  }

  /**
   * Returns the one-sided upper bound of 95 % of {@code with} minus {@code without}, in percentage
   * points: below 0, and the change helps.
   *
   * @param with the same sentences in the same order as {@code without}
   */
  double differenceUpper(List<Wer> with, List<Wer> without) {
    double[] differences =
        draw(with.size(), chosen -> percent(with, chosen) - percent(without, chosen));
    return quantile(differences, 0.95);
  }

  private interface Statistic {
    double of(int[] chosen);
  }

  private double[] draw(int sentences, Statistic statistic) {
    if (sentences == 0) {
      throw new IllegalArgumentException("no sentences to draw from");
    }
    Random random = new Random(seed);
    double[] values = new double[DRAWS];
    int[] chosen = new int[sentences];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < sentences; i++) {
        chosen[i] = random.nextInt(sentences);
      }
      values[draw] = statistic.of(chosen);
    }
    Arrays.sort(values);
    return values;
  }

  private static double percent(List<Wer> sentences, int[] chosen) {
    long errors = 0;
    long words = 0;
    for (int index : chosen) {
      errors += sentences.get(index).errors();
      words += sentences.get(index).words();
    }
    return words == 0 ? 0 : 100.0 * errors / words;
  }

  private static double quantile(double[] sorted, double p) {
    return sorted[(int) Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))];
  }
}
