// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Random;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * What happens to a word between a mouth and the spotter: another speaker's size, a room, a
 * microphone, a telephone line, noise, and the silence that the end-of-speech detection leaves
 * around it. Not thread-safe.
 */
final class Street {
  private static final int TAPS = 63;

  private final Noise noise;
  private final Random random;

  Street(Noise noise, Random random) {
    this.noise = noise;
    this.random = random;
  }

  /**
   * Returns a variation of a sound.
   *
   * @param most samples that the result may have at most
   */
  float[] vary(float[] word, int most) {
    float[] sound = chance(0.8) ? stretched(word, 0.83 + 0.42 * random.nextDouble()) : word;
    int before = samples(0.05 + 0.4 * random.nextDouble());
    int after = samples(0.1 + 0.25 * random.nextDouble());
    float[] placed = new float[Math.min(most, before + sound.length + after)];
    before = Math.min(before, Math.max(0, placed.length - sound.length));
    System.arraycopy(sound, 0, placed, before, Math.min(sound.length, placed.length - before));
    if (chance(0.5)) {
      placed = new Room(random).heard(placed);
    }
    if (chance(0.5)) {
      tilt(placed, (float) (0.9 * random.nextDouble() - 0.4));
    }
    double power = power(sound);
    if (chance(0.85)) {
      add(placed, Math.sqrt(power) * Math.pow(10, -(1 + 29 * random.nextDouble()) / 20));
    }
    if (chance(0.5)) {
      placed = lowPassed(placed, 3300 + 600 * random.nextDouble());
    }
    return placed;
  }

  /** Returns noise alone, or silence. */
  float[] nothing(int length) {
    float[] sound = new float[length];
    add(sound, chance(0.1) ? 0 : Math.pow(10, -1 - 2 * random.nextDouble()));
    return sound;
  }

  private void add(float[] sound, double level) {
    float[] some = noise.some(sound.length, random);
    for (int i = 0; i < sound.length; i++) {
      sound[i] += (float) level * some[i];
    }
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private static int samples(double seconds) {
    return (int) (seconds * Resampler.RATE);
  }

  /** Mean power; there is no silence around what was said. */
  private static double power(float[] sound) {
    double sum = 1e-9;
    for (float sample : sound) {
      sum += sample * sample;
    }
    return sum / sound.length;
  }

  /** Plays a sound faster or slower; pitch and formants follow, as with another speaker. */
  private static float[] stretched(float[] sound, double speed) {
    float[] out = new float[(int) ((sound.length - 1) / speed)];
    for (int i = 0; i < out.length; i++) {
      double at = i * speed;
      int left = (int) at;
      float share = (float) (at - left);
      out[i] = (1 - share) * sound[left] + share * sound[left + 1];
    }
    return out;
  }

  /** A first-order tilt of the spectrum: bright below 0, dull above. */
  private static void tilt(float[] sound, float amount) {
    float last = 0;
    for (int i = 0; i < sound.length; i++) {
      float now = sound[i];
      sound[i] = now + amount * last;
      last = now;
    }
  }

  /** A telephone line: a windowed-sinc low pass (Hamming window). */
  private static float[] lowPassed(float[] sound, double hertz) {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int k = 0; k < TAPS; k++) {
      double x = 2 * hertz / Resampler.RATE * (k - TAPS / 2);
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      taps[k] = sinc * (0.54 - 0.46 * Math.cos(2 * Math.PI * k / (TAPS - 1)));
      sum += taps[k];
    }
    float[] out = new float[sound.length];
    for (int n = 0; n < out.length; n++) {
      double value = 0;
      for (int k = Math.max(0, n + TAPS / 2 - sound.length + 1);
          k < TAPS && k <= n + TAPS / 2;
          k++) {
        value += taps[k] * sound[n + TAPS / 2 - k];
      }
      out[n] = (float) (value / sum);
    }
    return out;
  }
}
