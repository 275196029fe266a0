// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Locale;

/**
 * A share of n with its bounds.
 *
 * @param count how many
 * @param of of how many
 */
record Share(int count, int of) {
  /** The 97.5 % point of the normal distribution: two sides make 95 %. */
  private static final double Z = 1.959964;

  /** Returns the share, NaN of nothing. */
  double value() {
    return count / (double) of;
  }

  /** Returns the lower 95 % bound of Wilson's interval (Wilson 1927). */
  double low() {
    return bound(-1);
  }

  /** Returns the upper 95 % bound of Wilson's interval. */
  double high() {
    return bound(1);
  }

  private double bound(int sign) {
    double n = of;
    double p = value();
    double centre = p + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return Math.max(0, Math.min(1, (centre + sign * spread) / (1 + Z * Z / n)));
  }

  /** Returns three lines for a script: the share and its bounds. */
  String keys(String name) {
    return String.format(
        Locale.ROOT,
        "%s=%.4f%n%s_low=%.4f%n%s_high=%.4f%n",
        name,
        value(),
        name,
        low(),
        name,
        high());
  }

  /** Returns it for people, in per cent; a dash for nothing. */
  @Override
  public String toString() {
    return of == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f (%.1f-%.1f)", 100 * value(), 100 * low(), 100 * high());
  }
}
