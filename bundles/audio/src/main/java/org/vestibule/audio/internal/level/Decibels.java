// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

/** Decibels of full scale: a sample of 1.0 is 0 dBFS. */
final class Decibels {
  /** What silence is. */
  static final double SILENCE = -120;

  private Decibels() {}

  /** Returns the level of a mean square. */
  static double ofPower(double power) {
    return power <= 1e-12 ? SILENCE : 10 * Math.log10(power);
  }

  /** Returns the factor that a gain is. */
  static double factor(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  /** Returns the mean square of a block; 0 for none. */
  static double power(float[] block) {
    double sum = 0;
    for (float sample : block) {
      sum += sample * (double) sample;
    }
    return block.length == 0 ? 0 : sum / block.length;
  }
}
