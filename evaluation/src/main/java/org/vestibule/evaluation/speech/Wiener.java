// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Arrays;

/**
 * A light Wiener filter over a whole utterance at 16 kHz: noise by the probability of speech in
 * each bin (Gerkmann and Hendriks 2012, "Unbiased MMSE-Based Noise Power Estimation With Low
 * Complexity and Low Tracking Delay"), gain by the decision-directed signal-to-noise ratio (Ephraim
 * and Malah 1984), never below a floor. Frames of 32 ms every 8 ms.
 */
final class Wiener {
  private static final int SIZE = 512;
  private static final int HOP = 128;
  private static final int BINS = SIZE / 2 + 1;
  private static final double PRIOR = 0.98;
  private static final double SPEECH_SNR = Math.pow(10, 1.5);

  private final double floor;
  private final double[] window = new double[SIZE];
  private final double[] noise = new double[BINS];
  private final double[] presence = new double[BINS];
  private final double[] before = new double[BINS];

  /**
   * @param floorDecibels the least gain, for example -10
   */
  Wiener(double floorDecibels) {
    floor = Math.pow(10, floorDecibels / 20);
    for (int i = 0; i < SIZE; i++) {
      window[i] = Math.sqrt(0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
    }
  }

  /** Returns the filtered sound, as long as the given one and not shifted in time. */
  float[] clean(float[] sound) {
    int frames = (sound.length + SIZE) / HOP + 1;
    double[] padded = new double[frames * HOP + SIZE];
    for (int i = 0; i < sound.length; i++) {
      padded[SIZE - HOP + i] = sound[i];
    }
    begin(padded, frames);
    double[] out = new double[padded.length];
    double[] re = new double[SIZE];
    double[] im = new double[SIZE];
    for (int f = 0; f < frames; f++) {
      spectrum(padded, f * HOP, re, im);
      filter(re, im);
      Fourier.inverse(re, im);
      for (int i = 0; i < SIZE; i++) {
        // Squared Hann windows every quarter frame sum to 2.
        out[f * HOP + i] += 0.5 * window[i] * re[i];
      }
    }
    float[] cleaned = new float[sound.length];
    for (int i = 0; i < cleaned.length; i++) {
      cleaned[i] = (float) out[SIZE - HOP + i];
    }
    return cleaned;
  }

  /** The first guess at the noise: the mean of the quietest fifth of the frames. */
  private void begin(double[] padded, int frames) {
    double[][] powers = new double[frames][];
    double[] re = new double[SIZE];
    double[] im = new double[SIZE];
    int full = 0;
    for (int f = SIZE / HOP; f < frames - SIZE / HOP; f++) {
      spectrum(padded, f * HOP, re, im);
      powers[full++] = power(re, im);
    }
    Arrays.sort(powers, 0, full, (a, b) -> Double.compare(sum(a), sum(b)));
    int quiet = Math.max(1, full / 5);
    for (int k = 0; k < BINS; k++) {
      double sum = 1e-12;
      for (int f = 0; f < Math.min(quiet, full); f++) {
        sum += powers[f][k];
      }
      noise[k] = sum / quiet;
      presence[k] = 0.5;
      before[k] = noise[k];
    }
  }

  private void filter(double[] re, double[] im) {
    double[] power = power(re, im);
    for (int k = 0; k < BINS; k++) {
      double post = power[k] / noise[k];
      double speech =
          1
              / (1
                  + (1 + SPEECH_SNR)
                      * Math.exp(-Math.min(200, post * SPEECH_SNR / (1 + SPEECH_SNR))));
      presence[k] = 0.9 * presence[k] + 0.1 * speech;
      // A bin that seems to hold speech for long does hold louder noise.
      double held = presence[k] > 0.99 ? Math.min(speech, 0.99) : speech;
      noise[k] = Math.max(1e-12, 0.8 * noise[k] + 0.2 * ((1 - held) * power[k] + held * noise[k]));
      double prior =
          PRIOR * before[k] / noise[k] + (1 - PRIOR) * Math.max(0, power[k] / noise[k] - 1);
      double gain = Math.max(floor, prior / (1 + prior));
      before[k] = gain * gain * power[k];
      re[k] *= gain;
      im[k] *= gain;
      if (k > 0 && k < SIZE / 2) {
        re[SIZE - k] = re[k];
        im[SIZE - k] = -im[k];
      }
    }
  }

  private void spectrum(double[] padded, int at, double[] re, double[] im) {
    for (int i = 0; i < SIZE; i++) {
      re[i] = padded[at + i] * window[i];
      im[i] = 0;
    }
    Fourier.forward(re, im);
  }

  private static double[] power(double[] re, double[] im) {
    double[] power = new double[BINS];
    for (int k = 0; k < BINS; k++) {
      power[k] = re[k] * re[k] + im[k] * im[k];
    }
    return power;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
