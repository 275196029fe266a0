// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

/**
 * Speech and noise at a set signal-to-noise ratio: power of the active speech over power of the
 * noise. Active is what lies within 15.9 dB of the level of the active part itself, as in ITU-T
 * P.56 (2011), method B; here over frames of 20 ms instead of its envelope, so pauses between words
 * do not count and short gaps within them do.
 */
final class Mix {
  private static final int FRAME = 320;
  private static final double MARGIN = Math.pow(10, -1.59);
  private static final int ROUNDS = 20;

  /** The loudest sample that a mix may have: nothing is clipped. */
  private static final float PEAK = 0.98f;

  private Mix() {}

  /** Returns the mean square of the active speech in samples at 16 kHz. */
  static double activePower(float[] speech) {
    double[] frames = new double[Math.max(1, speech.length / FRAME)];
    for (int f = 0; f < frames.length; f++) {
      frames[f] = power(speech, f * FRAME, Math.min(FRAME, speech.length - f * FRAME));
    }
    double level = mean(frames, 0);
    for (int round = 0; round < ROUNDS; round++) {
      double next = mean(frames, level * MARGIN);
      if (next == level) {
        break;
      }
      level = next;
    }
    return level;
  }

  private static double mean(double[] frames, double bound) {
    double sum = 0;
    int count = 0;
    for (double frame : frames) {
      if (frame >= bound) {
        sum += frame;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Returns the mean square of some samples. */
  static double power(float[] sound, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += sound[i] * sound[i];
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * Adds noise to speech; both are lowered together where the sum would be clipped.
   *
   * @param noise at least as long as the speech
   * @param decibels the ratio
   */
  static float[] at(double decibels, float[] speech, float[] noise) {
    double noisePower = power(noise, 0, speech.length);
    double wanted = activePower(speech) / Math.pow(10, decibels / 10);
    float gain = noisePower == 0 ? 0 : (float) Math.sqrt(wanted / noisePower);
    float[] mix = new float[speech.length];
    float peak = 0;
    for (int i = 0; i < mix.length; i++) {
      mix[i] = speech[i] + gain * noise[i];
      peak = Math.max(peak, Math.abs(mix[i]));
    }
    if (peak > PEAK) {
      for (int i = 0; i < mix.length; i++) {
        mix[i] *= PEAK / peak;
      }
    }
    return mix;
  }
}
