// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.util.Locale;

/**
 * So many errors in so many presentations.
 *
 * @param errors 0 to {@code of}
 * @param of presentations
 */
record ErrorRate(int errors, int of) {
  /** Half of what a two-sided interval of 95 % leaves out. */
  private static final double TAIL = 0.025;

  /** Returns the share, 0 to 1; NaN without presentations. */
  double value() {
    return of == 0 ? Double.NaN : errors / (double) of;
  }

  /**
   * Returns the lower 95 % bound (C. J. Clopper, E. S. Pearson, "The Use of Confidence or Fiducial
   * Limits Illustrated in the Case of the Binomial", Biometrika 26, 1934).
   */
  double lower() {
    return errors == 0 ? 0 : 1 - edge(of - errors);
  }

  /** Returns the upper 95 % bound. */
  double upper() {
    return errors == of ? 1 : edge(errors);
  }

  /** The share under which as few as {@code k} errors are as rare as {@link #TAIL}. */
  private double edge(int k) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double p = (low + high) / 2;
      if (atMost(k, p) > TAIL) {
        low = p;
      } else {
        high = p;
      }
    }
    return low;
  }

  /** The probability of at most {@code k} errors when each has the probability {@code p}. */
  private double atMost(int k, double p) {
    double term = of * Math.log1p(-p);
    double sum = Math.exp(term);
    for (int i = 1; i <= k; i++) {
      term += Math.log((of - i + 1.0) / i) + Math.log(p) - Math.log1p(-p);
      sum += Math.exp(term);
    }
    return sum;
  }

  /** Returns it for a table. */
  String shown() {
    return of == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%5.1f %% (%.1f to %.1f)", 100 * value(), 100 * lower(), 100 * upper());
  }
}
