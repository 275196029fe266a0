// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Arrays;
import org.vestibule.audio.internal.suppress.Weights.Dense;
import org.vestibule.audio.internal.suppress.Weights.Gru;

/**
 * Runs the network of RNNoise for one stream (rnn.c, {@code compute_rnn}). The innermost loops go
 * over the outputs, so that the compiler can take several of them at once and each sum still has
 * the order of the reference. Not thread-safe.
 */
final class Network {
  /** Weights were trained within -0.5 and 0.5 and are kept as 8-bit numbers. */
  private static final float SCALE = 1f / 256;

  /** Below it a state counts as 0: processors are slow with the smallest numbers. */
  private static final float FADED = 1e-20f;

  private final Weights weights;
  private final float[] voice;
  private final float[] noise;
  private final float[] gains;

  private final float[] input;
  private final float[] noiseInput;
  private final float[] gainsInput;
  private final float[] sums;
  private final float[] candidates;
  private final float[] probability = new float[1];

  /** Starts a stream. */
  Network(Weights weights) {
    this.weights = weights;
    input = new float[weights.input().bias().length];
    voice = new float[weights.voice().bias().length / 3];
    noise = new float[weights.noise().bias().length / 3];
    gains = new float[weights.gains().bias().length / 3];
    noiseInput = new float[input.length + voice.length + Weights.FEATURES];
    gainsInput = new float[voice.length + noise.length + Weights.FEATURES];
    sums = new float[3 * gains.length];
    candidates = new float[gains.length];
  }

  /**
   * Takes the next frame.
   *
   * @param features {@value Weights#FEATURES} of them
   * @param bandGains filled with a gain for each band, 0 to 1
   * @return the probability of speech, 0 to 1
   */
  float run(float[] features, float[] bandGains) {
    dense(weights.input(), features, input);
    for (int i = 0; i < input.length; i++) {
      input[i] = Activations.tanh(input[i]);
    }
    gru(weights.voice(), input, voice);
    sigmoids(weights.voiceOutput(), voice, probability);
    int at = append(input, noiseInput, 0);
    at = append(voice, noiseInput, at);
    append(features, noiseInput, at);
    gru(weights.noise(), noiseInput, noise);
    at = append(voice, gainsInput, 0);
    at = append(noise, gainsInput, at);
    append(features, gainsInput, at);
    gru(weights.gains(), gainsInput, gains);
    sigmoids(weights.gainsOutput(), gains, bandGains);
    return probability[0];
  }

  /** Forgets what was heard. */
  void clear() {
    for (float[] memory : new float[][] {voice, noise, gains, input, noiseInput, gainsInput}) {
      Arrays.fill(memory, 0);
    }
  }

  private static int append(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
    return at + from.length;
  }

  private static void sigmoids(Dense layer, float[] from, float[] to) {
    dense(layer, from, to);
    for (int i = 0; i < to.length; i++) {
      to[i] = Activations.sigmoid(to[i]);
    }
  }

  private static void dense(Dense layer, float[] from, float[] to) {
    int outputs = to.length;
    System.arraycopy(layer.bias(), 0, to, 0, outputs);
    for (int j = 0; j < from.length; j++) {
      add(layer.weights(), j * outputs, from[j], to, 0, outputs);
    }
    for (int i = 0; i < outputs; i++) {
      to[i] *= SCALE;
    }
  }

  /** One step of a gated recurrent unit with rectified states. */
  private void gru(Gru gru, float[] from, float[] state) {
    int n = state.length;
    System.arraycopy(gru.bias(), 0, sums, 0, 3 * n);
    for (int j = 0; j < from.length; j++) {
      add(gru.weights(), j * 3 * n, from[j], sums, 0, 3 * n);
    }
    for (int j = 0; j < n; j++) {
      add(gru.recurrent(), j * 3 * n, state[j], sums, 0, 2 * n);
    }
    for (int i = 0; i < 2 * n; i++) {
      sums[i] = Activations.sigmoid(SCALE * sums[i]);
    }
    System.arraycopy(sums, 2 * n, candidates, 0, n);
    for (int j = 0; j < n; j++) {
      add(gru.recurrent(), j * 3 * n + 2 * n, state[j] * sums[n + j], candidates, 0, n);
    }
    for (int i = 0; i < n; i++) {
      float update = sums[i];
      float next = update * state[i] + (1 - update) * Math.max(0, SCALE * candidates[i]);
      state[i] = next < FADED ? 0 : next;
    }
  }

  private static void add(float[] weights, int from, float factor, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += weights[from + i] * factor;
    }
  }
}
