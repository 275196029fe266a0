// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.Arrays;
import java.util.Random;

/**
 * Scores of people who do not exist, with a known truth: each score is normal, and those that share
 * a person are correlated.
 */
final class Crowd {
  private Crowd() {}

  /**
   * Draws scores with mean 0 and variance 1.
   *
   * @param likeness correlation of two scores that share one person, 0 to 0.5
   */
  static Comparisons normal(int people, double likeness, Random random) {
    return normal(people, likeness, 1, random);
  }

  /** As above, with another standard deviation. */
  static Comparisons normal(int people, double likeness, double spread, Random random) {
    double[] own = new double[people];
    for (int i = 0; i < people; i++) {
      own[i] = random.nextGaussian() * Math.sqrt(likeness);
    }
    double rest = Math.sqrt(1 - 2 * likeness);
    float[] scores = new float[people * (people - 1) / 2];
    int at = 0;
    for (int a = 0; a < people; a++) {
      for (int b = a + 1; b < people; b++) {
        scores[at++] = (float) (spread * (own[a] + own[b] + rest * random.nextGaussian()));
      }
    }
    return new Comparisons(ones(people), scores);
  }

  static int[] ones(int people) {
    int[] faces = new int[people];
    Arrays.fill(faces, 1);
    return faces;
  }

  /** The share of a standard normal distribution that is above {@code score}, by its series. */
  static double above(double score) {
    // Marsaglia, "Evaluating the Normal Distribution", J. Stat. Softw. 11(4), 2004.
    double sum = score;
    double term = score;
    for (int i = 3; i < 400; i += 2) {
      term *= score * score / i;
      sum += term;
    }
    return 0.5 - sum * Math.exp(-score * score / 2) / Math.sqrt(2 * Math.PI);
  }
}
