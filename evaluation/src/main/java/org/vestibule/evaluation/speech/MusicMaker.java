// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Random;
import org.vestibule.audio.internal.sound.Resampler;

/** Makes music: chords of a progression, a melody on their notes, drums. Same for the same seed. */
final class MusicMaker {
  private static final int RATE = Resampler.RATE;
  private static final int[][] CHORDS = {{0, 4, 7}, {9, 12, 16}, {5, 9, 12}, {7, 11, 14}};
  private static final int BEATS_A_CHORD = 4;

  private final Random random;

  MusicMaker(long seed) {
    random = new Random(seed);
  }

  /** Returns so many samples at 16 kHz, about -20 dB below full scale. */
  float[] make(int samples) {
    float[] music = new float[samples];
    int beat = (int) (RATE * 60.0 / (80 + random.nextInt(60)));
    double key = 110 * Math.pow(2, random.nextInt(12) / 12.0);
    for (int n = 0; n * beat < samples; n++) {
      int[] chord = CHORDS[n / BEATS_A_CHORD % CHORDS.length];
      if (n % BEATS_A_CHORD == 0) {
        for (int step : chord) {
          tone(music, n * beat, BEATS_A_CHORD * beat, pitch(key, step), 0.03);
        }
      }
      for (int half = 0; half < 2; half++) {
        int step = chord[random.nextInt(chord.length)] + 12 + (random.nextInt(4) == 0 ? 2 : 0);
        tone(music, n * beat + half * beat / 2, beat / 2, pitch(key, step), 0.06);
      }
      drum(music, n * beat, n % 2 == 0);
    }
    return music;
  }

  private static double pitch(double key, int step) {
    return key * Math.pow(2, step / 12.0);
  }

  /** A tone with six falling harmonics, a quick begin, a slow end and a little vibrato. */
  private static void tone(float[] music, int from, int length, double pitch, double loud) {
    double phase = 0;
    for (int i = 0; i < length && from + i < music.length; i++) {
      double time = i / (double) RATE;
      phase += 2 * Math.PI * pitch * (1 + 0.004 * Math.sin(2 * Math.PI * 5.5 * time)) / RATE;
      double sum = 0;
      for (int h = 1; h <= 6; h++) {
        sum += Math.sin(h * phase) / h;
      }
      double envelope = Math.min(1, time / 0.02) * Math.exp(-1.5 * time * RATE / length);
      music[from + i] += (float) (loud * envelope * sum);
    }
  }

  private void drum(float[] music, int from, boolean low) {
    int length = RATE / (low ? 6 : 12);
    for (int i = 0; i < length && from + i < music.length; i++) {
      double time = i / (double) RATE;
      double sound =
          low
              ? Math.sin(2 * Math.PI * (50 * time + 3 * (1 - Math.exp(-30 * time))))
              : random.nextGaussian() * 0.5;
      music[from + i] += (float) (0.15 * Math.exp(-time * (low ? 20 : 50)) * sound);
    }
  }
}
