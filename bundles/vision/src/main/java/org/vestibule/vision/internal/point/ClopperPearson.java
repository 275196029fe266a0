// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

/**
 * The exact upper bound of a binomial proportion (C. J. Clopper, E. S. Pearson, Biometrika 26,
 * 1934), as a quantile of the beta distribution. Numbers need not be whole, so that it also serves
 * dependent trials that are worth fewer independent ones (E. L. Korn, B. I. Graubard, "Confidence
 * intervals for proportions with small expected number of positive counts estimated from survey
 * data", Survey Methodology 24(2), 1998).
 */
public final class ClopperPearson {
  /** Lanczos coefficients for g = 7 (C. Lanczos, SIAM J. Numer. Anal. B 1, 1964). */
  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private static final double TINY = 1e-300;

  private ClopperPearson() {}

  /**
   * Returns the upper end of the one-sided interval.
   *
   * @param hits from 0
   * @param trials above 0
   * @param confidence 0 to 1, for example 0.95
   */
  public static double upper(double hits, double trials, double confidence) {
    if (hits >= trials) {
      return 1;
    }
    return quantile(confidence, hits + 1, trials - hits);
  }

  /** Returns the lower end of the one-sided interval; parameters as for {@link #upper}. */
  public static double lower(double hits, double trials, double confidence) {
    if (hits <= 0) {
      return 0;
    }
    return quantile(1 - confidence, hits, trials - hits + 1);
  }

  private static double quantile(double probability, double a, double b) {
    double low = 0;
    double high = 1;
    // Rates of 1e-8 matter: the middle is taken on a logarithmic scale below one half.
    for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
      double middle = low > 0 && high < 0.5 ? Math.sqrt(low * high) : (low + high) / 2;
      if (beta(middle, a, b) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The regularised incomplete beta function I_x(a, b). */
  static double beta(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    double log = logGamma(a + b) - logGamma(a) - logGamma(b);
    double front = Math.exp(log + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  /** Continued fraction 26.5.8 of Abramowitz and Stegun, by the modified method of Lentz. */
  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= 10_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < 1e-14) {
        return value;
      }
    }
    return value;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  private static double logGamma(double value) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (value - 1 + i);
    }
    double t = value + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (value - 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
