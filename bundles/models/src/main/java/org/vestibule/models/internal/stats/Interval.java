// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end, NaN without data
 * @param high upper end, NaN without data
 */
public record Interval(double low, double high) {
  /** No data, no interval. */
  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final int RESAMPLES = 2000;
  private static final int CUT = RESAMPLES * 25 / 1000;

  /** Fixed, so that the same data give the same interval. */
  private static final long SEED = 1979;

  /**
   * Returns the score interval of a share. E. B. Wilson, Probable inference, the law of succession,
   * and statistical inference, Journal of the American Statistical Association 22 (1927), 209-212.
   *
   * @param hits 0 to {@code n}
   */
  public static Interval wilson(long hits, long n) {
    if (n == 0) {
      return UNKNOWN;
    }
    double p = (double) hits / n;
    double z2 = Z * Z;
    double centre = p + z2 / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    double whole = 1 + z2 / n;
    return new Interval(Math.max(0, (centre - half) / whole), Math.min(1, (centre + half) / whole));
  }

  /**
   * Returns the percentile bootstrap interval of a mean, of 2,000 resamples. B. Efron, Bootstrap
   * methods: another look at the jackknife, The Annals of Statistics 7 (1979), 1-26.
   */
  public static Interval ofMean(double[] values) {
    if (values.length == 0) {
      return UNKNOWN;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int k = 0; k < values.length; k++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(means[CUT], means[RESAMPLES - 1 - CUT]);
  }

  /** Returns whether both ends lie within {@code bound} of 0; no interval never does. */
  public boolean within(double bound) {
    return Math.abs(low) <= bound && Math.abs(high) <= bound;
  }
}
