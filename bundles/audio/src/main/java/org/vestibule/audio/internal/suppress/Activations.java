// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/**
 * The activation functions of RNNoise, which were in use when its network was trained: a table of
 * tanh in steps of 0.04 with six decimals, and Taylor's second term between them (rnn.c, {@code
 * tansig_approx}).
 */
final class Activations {
  private static final float STEP = .04f;
  private static final float LIMIT = 8;
  private static final float[] TANH = table();

  private Activations() {}

  private static float[] table() {
    float[] table = new float[201];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (Math.rint(Math.tanh(i / 25.) * 1e6) / 1e6);
    }
    return table;
  }

  /** Returns tanh(x) to about five digits; 1 for what is no number. */
  static float tanh(float x) {
    if (!(x < LIMIT)) {
      return 1;
    }
    if (!(x > -LIMIT)) {
      return -1;
    }
    float magnitude = Math.abs(x);
    int i = (int) (.5f + 25 * magnitude);
    float rest = magnitude - STEP * i;
    float y = TANH[i];
    float slope = 1 - y * y;
    y = y + rest * slope * (1 - y * rest);
    return x < 0 ? -y : y;
  }

  /** Returns the logistic function. */
  static float sigmoid(float x) {
    return .5f + .5f * tanh(.5f * x);
  }
}
