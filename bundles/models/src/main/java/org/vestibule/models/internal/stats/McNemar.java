// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

/**
 * McNemar's test for two models on the same requests, exact by the binomial distribution. Q.
 * McNemar, Note on the sampling error of the difference between correlated proportions or
 * percentages, Psychometrika 12 (1947), 153-157.
 */
public final class McNemar {
  /** Lanczos, A precision approximation of the gamma function, SIAM J. Numer. Anal. B 1 (1964). */
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private static final double LANCZOS_G = 7;
  private static final double NEGLIGIBLE = 1e-17;

  private McNemar() {}

  /**
   * Returns the two-sided p: how often two equally good models would differ at least as unevenly.
   *
   * @param onlyOne requests that only the one judged positive, not negative
   * @param onlyOther requests that only the other judged positive, not negative
   * @return 1 when both are 0
   */
  public static double exact(long onlyOne, long onlyOther) {
    long n = onlyOne + onlyOther;
    long fewer = Math.min(onlyOne, onlyOther);
    if (2 * fewer >= n - 1) {
      return 1;
    }
    double term = Math.exp(logChoose(n, fewer) - n * Math.log(2));
    double tail = term;
    // C(n, i - 1) = C(n, i) * i / (n - i + 1): the terms fall, so the sum may end early.
    for (long i = fewer; i > 0 && term > tail * NEGLIGIBLE; i--) {
      term *= (double) i / (n - i + 1);
      tail += term;
    }
    return Math.min(1, 2 * tail);
  }

  private static double logChoose(long n, long k) {
    return logGamma(n + 1.0) - logGamma(k + 1.0) - logGamma(n - k + 1.0);
  }

  /** Returns the logarithm of the gamma function, for 1 and more. */
  static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x - 1 + LANCZOS_G + 0.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
