// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux et al. 2019, "SDR - half-baked or well
 * done?"): the energy of what an estimate has of the reference over the energy of all else.
 */
final class SiSdr {
  private SiSdr() {}

  /**
   * Returns it in decibels; infinite for a scaled copy of the reference.
   *
   * @param reference the clean sound
   * @param estimate as long as the reference, in time with it
   */
  static double of(float[] reference, float[] estimate) {
    if (reference.length != estimate.length) {
      throw new IllegalArgumentException(
          "estimate of " + estimate.length + " samples for " + reference.length);
    }
    double energy = 0;
    double product = 0;
    for (int i = 0; i < reference.length; i++) {
      energy += (double) reference[i] * reference[i];
      product += (double) reference[i] * estimate[i];
    }
    double scale = energy == 0 ? 0 : product / energy;
    double target = 0;
    double rest = 0;
    for (int i = 0; i < reference.length; i++) {
      double part = scale * reference[i];
      target += part * part;
      rest += (estimate[i] - part) * (estimate[i] - part);
    }
    return 10 * Math.log10(target / rest);
  }
}
