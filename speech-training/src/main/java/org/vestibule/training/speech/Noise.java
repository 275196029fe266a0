// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.List;
import java.util.Random;

/**
 * Sound that is no word, of unit power: white, pink and brown noise, hum, and many voices at once.
 */
final class Noise {
  private static final int KINDS = 5;
  private static final int TALKERS = 5;

  private final List<float[]> talk;

  /**
   * @param talk sentences that the many voices say
   */
  Noise(List<float[]> talk) {
    this.talk = talk;
  }

  /** Returns noise of a random kind. */
  float[] some(int length, Random random) {
    float[] noise = new float[length];
    int kind = random.nextInt(KINDS);
    if (kind < 3) {
      coloured(noise, kind == 0 ? 0 : kind == 1 ? 0.9f : 0.99f, random);
    } else if (kind == 3) {
      hum(noise, random);
    } else {
      talk(noise, random);
    }
    return unit(noise);
  }

  /** First-order low-pass noise: white at 0, towards brown at 1. */
  private static void coloured(float[] noise, float memory, Random random) {
    float last = 0;
    for (int i = 0; i < noise.length; i++) {
      last = memory * last + (float) random.nextGaussian();
      noise[i] = last;
    }
  }

  /** An engine: a fundamental with harmonics and some rumble. */
  private static void hum(float[] noise, Random random) {
    coloured(noise, 0.98f, random);
    double step = 2 * Math.PI * (40 + 120 * random.nextDouble()) / 16_000;
    for (int harmonic = 1; harmonic <= 6; harmonic++) {
      double phase = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < noise.length; i++) {
        noise[i] += (float) (4.0 / harmonic * Math.sin(phase + harmonic * step * i));
      }
    }
  }

  private void talk(float[] noise, Random random) {
    for (int talker = 0; talker < TALKERS; talker++) {
      float[] sentence = talk.get(random.nextInt(talk.size()));
      int at = random.nextInt(sentence.length);
      for (int i = 0; i < noise.length; i++) {
        noise[i] += sentence[(at + i) % sentence.length];
      }
    }
  }

  /** Scales to a mean power of 1. */
  private static float[] unit(float[] noise) {
    double power = 1e-9;
    for (float sample : noise) {
      power += sample * sample;
    }
    float gain = (float) Math.sqrt(noise.length / power);
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= gain;
    }
    return noise;
  }
}
