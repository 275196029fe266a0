// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.io.IOException;
import java.util.Random;
import org.vestibule.audio.internal.Sounds;

/** A recorded voice and noise that rumbles, at 48 kHz. */
final class NoisyVoice {
  private static final int RATE = 48_000;

  private NoisyVoice() {}

  /** The first seconds of a recorded speech; the test is skipped where it was not fetched. */
  static float[] voice(double seconds) throws IOException {
    short[] recorded = Sounds.recorded("jfk.wav");
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      int at = i / 3;
      int step = i % 3;
      samples[i] = ((3 - step) * recorded[at] + step * recorded[at + 1]) / 3f / 32_768;
    }
    return samples;
  }

  /** Brown noise without what nobody hears; root mean square 1. */
  static float[] noise(double seconds) {
    Random random = new Random(11);
    float[] noise = new float[(int) (seconds * RATE)];
    double brown = 0;
    for (int i = 0; i < noise.length; i++) {
      brown = .98 * brown + .199 * random.nextGaussian();
      noise[i] = (float) brown;
    }
    return noise;
  }

  /** A voice in noise. */
  static float[] mixed(float[] voice, double snrDecibels) {
    float[] mixed = noise(voice.length / (double) RATE);
    double level = Math.sqrt(power(voice, 0, voice.length) / Math.pow(10, snrDecibels / 10));
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (voice[i] + level * mixed[i]);
    }
    return mixed;
  }

  static double power(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / (to - from);
  }
}
