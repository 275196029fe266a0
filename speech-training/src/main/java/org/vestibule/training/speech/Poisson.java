// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

/** Counts of rare events. */
final class Poisson {
  private Poisson() {}

  /**
   * Returns the one-sided upper 95 % bound of the mean after {@code count} events (Garwood 1936):
   * the mean at which so few have a chance of 5 %.
   */
  static double upper(int count) {
    double low = count;
    double high = 3 * count + 10;
    for (int i = 0; i < 60; i++) {
      double mean = (low + high) / 2;
      double term = Math.exp(-mean);
      double sum = term;
      for (int k = 1; k <= count; k++) {
        term *= mean / k;
        sum += term;
      }
      if (sum > 0.05) {
        low = mean;
      } else {
        high = mean;
      }
    }
    return high;
  }
}
