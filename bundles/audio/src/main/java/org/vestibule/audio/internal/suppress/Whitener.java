// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Arrays;

/**
 * Halves the rate of sound and takes the shape of its spectrum out by linear prediction, so that a
 * pitch shows (pitch.c, {@code pitch_downsample}; Levinson-Durbin recursion of order 4). Not
 * thread-safe.
 */
final class Whitener {
  private static final int ORDER = 4;
  private static final float NOISE_FLOOR = 1.0001f;
  private static final float WIDENING = .9f;
  private static final float ZERO = .8f;

  private final float[] correlations = new float[ORDER + 1];
  private final float[] predictor = new float[ORDER];
  private final float[] filter = new float[ORDER + 1];

  /**
   * @param sound at the full rate
   * @param halved filled, half as long
   */
  void halve(float[] sound, float[] halved) {
    halved[0] = .5f * (.5f * sound[1] + sound[0]);
    for (int i = 1; i < halved.length; i++) {
      halved[i] = .5f * (.5f * (sound[2 * i - 1] + sound[2 * i + 1]) + sound[2 * i]);
    }
    correlate(halved);
    correlations[0] *= NOISE_FLOOR;
    for (int lag = 1; lag <= ORDER; lag++) {
      correlations[lag] -= correlations[lag] * (.008f * lag) * (.008f * lag);
    }
    predict();
    filter(halved);
  }

  /**
   * All lags side by side, each in the order of the reference: what has no full reach comes last.
   */
  private void correlate(float[] sound) {
    int whole = sound.length - ORDER;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    for (int i = 0; i < whole; i++) {
      float x = sound[i];
      a += x * x;
      b += x * sound[i + 1];
      c += x * sound[i + 2];
      d += x * sound[i + 3];
      e += x * sound[i + 4];
    }
    correlations[0] = a + Sums.product(sound, whole, sound, whole, ORDER);
    correlations[1] = b + Sums.product(sound, whole + 1, sound, whole, ORDER - 1);
    correlations[2] = c + Sums.product(sound, whole + 2, sound, whole, ORDER - 2);
    correlations[3] = d + Sums.product(sound, whole + 3, sound, whole, ORDER - 3);
    correlations[4] = e;
  }

  private void predict() {
    Arrays.fill(predictor, 0);
    float error = correlations[0];
    if (error == 0) {
      return;
    }
    for (int i = 0; i < ORDER; i++) {
      float sum = 0;
      for (int j = 0; j < i; j++) {
        sum += predictor[j] * correlations[i - j];
      }
      sum += correlations[i + 1];
      float reflection = -sum / error;
      predictor[i] = reflection;
      for (int j = 0; j < (i + 1) / 2; j++) {
        float one = predictor[j];
        float other = predictor[i - 1 - j];
        predictor[j] = one + reflection * other;
        predictor[i - 1 - j] = other + reflection * one;
      }
      error -= reflection * reflection * error;
      if (error < .001f * correlations[0]) {
        return;
      }
    }
  }

  private void filter(float[] sound) {
    float widening = 1;
    for (int i = 0; i < ORDER; i++) {
      widening *= WIDENING;
      predictor[i] *= widening;
    }
    filter[0] = predictor[0] + ZERO;
    for (int i = 1; i < ORDER; i++) {
      filter[i] = predictor[i] + ZERO * predictor[i - 1];
    }
    filter[ORDER] = ZERO * predictor[ORDER - 1];
    float a = filter[0];
    float b = filter[1];
    float c = filter[2];
    float d = filter[3];
    float e = filter[4];
    // Backwards, so that what a sample needs is still there.
    for (int i = sound.length - 1; i > ORDER; i--) {
      sound[i] +=
          a * sound[i - 1]
              + b * sound[i - 2]
              + c * sound[i - 3]
              + d * sound[i - 4]
              + e * sound[i - 5];
    }
    for (int i = ORDER; i > 0; i--) {
      for (int j = 1; j <= i; j++) {
        sound[i] += filter[j - 1] * sound[i - j];
      }
    }
  }
}
