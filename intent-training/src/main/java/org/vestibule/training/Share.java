// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.util.Locale;

/**
 * So many of so many.
 *
 * @param hits how many
 * @param of of how many
 */
record Share(int hits, int of) {
  private static final double Z = 1.959964;

  double value() {
    return of == 0 ? 0 : hits / (double) of;
  }

  /** The 95 % bounds after Wilson 1927, "Probable Inference". */
  double lower() {
    return bound(-1);
  }

  double upper() {
    return bound(1);
  }

  private double bound(int sign) {
    if (of == 0) {
      return sign < 0 ? 0 : 1;
    }
    double p = value();
    double square = Z * Z / of;
    double centre = p + square / 2;
    double spread = Z * Math.sqrt(p * (1 - p) / of + square / (4 * of));
    // Rounding may leave a bound a hair outside of what a share can be.
    return Math.min(1, Math.max(0, (centre + sign * spread) / (1 + square)));
  }

  /** Shows value, 95 % bounds and counts. */
  String shown() {
    return String.format(
        Locale.ROOT,
        "%5.1f %%  (%4.1f to %5.1f)  %d of %d",
        100 * value(),
        100 * lower(),
        100 * upper(),
        hits,
        of);
  }
}
