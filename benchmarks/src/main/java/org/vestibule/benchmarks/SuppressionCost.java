// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Arrays;
import java.util.Random;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.suppress.Suppressor;
import org.vestibule.audio.internal.suppress.SuppressorSource;

/** What noise suppression takes, and what it gives: the gain in SI-SDR on mixes with noise. */
final class SuppressionCost {
  private static final int RATE = 48_000;
  private static final double[] RATIOS = {10, 5, 0};

  private SuppressionCost() {}

  /** Returns what one frame of 10 ms takes. */
  static Sample frame(HearingStages stages, Suppressor suppressor) throws VestibuleException {
    float[] noise = pink(Suppressor.FRAME, 1);
    float[] frame = new float[Suppressor.FRAME];
    return stages.sample(
        "noise suppression, 10 ms",
        () -> {
          System.arraycopy(noise, 0, frame, 0, frame.length);
          suppressor.clean(frame);
        });
  }

  /**
   * Returns the mean gain over three ratios of pink noise, in decibels.
   *
   * @param speech at 48 kHz
   */
  static double gain(SuppressorSource source, float[] speech) {
    double sum = 0;
    float[] noise = pink(speech.length, 2);
    for (double ratio : RATIOS) {
      double level = Math.sqrt(power(speech) / power(noise) / Math.pow(10, ratio / 10));
      float[] mix = new float[speech.length];
      for (int i = 0; i < mix.length; i++) {
        mix[i] = speech[i] + (float) (level * noise[i]);
      }
      try (Suppressor suppressor = source.open().orElseThrow()) {
        float[] cleaned = clean(suppressor, mix);
        int from = Suppressor.FRAME;
        // The first frame that comes out belongs before the sound.
        float[] clear = Arrays.copyOf(speech, cleaned.length - from);
        float[] before = Arrays.copyOf(mix, cleaned.length - from);
        float[] after = Arrays.copyOfRange(cleaned, from, cleaned.length);
        sum += SiSdr.of(clear, after) - SiSdr.of(clear, before);
      }
    }
    return sum / RATIOS.length;
  }

  private static float[] clean(Suppressor suppressor, float[] mix) {
    float[] cleaned = new float[mix.length / Suppressor.FRAME * Suppressor.FRAME];
    float[] frame = new float[Suppressor.FRAME];
    for (int at = 0; at < cleaned.length; at += frame.length) {
      System.arraycopy(mix, at, frame, 0, frame.length);
      suppressor.clean(frame);
      System.arraycopy(frame, 0, cleaned, at, frame.length);
    }
    return cleaned;
  }

  private static double power(float[] sound) {
    double sum = 1e-12;
    for (float sample : sound) {
      sum += sample * sample;
    }
    return sum;
  }

  /** Noise that falls by about 3 dB an octave: three one-pole filters added (P. Kellet 1999). */
  private static float[] pink(int samples, long seed) {
    Random random = new Random(seed);
    float[] out = new float[samples];
    double a = 0;
    double b = 0;
    double c = 0;
    for (int i = 0; i < samples; i++) {
      double white = random.nextGaussian() * 0.1;
      a = 0.99765 * a + white * 0.0990460;
      b = 0.96300 * b + white * 0.2965164;
      c = 0.57000 * c + white * 1.0526913;
      out[i] = (float) (0.3 * (a + b + c + white * 0.1848));
    }
    return out;
  }

  /** Returns sound of 16 kHz at 48 kHz. */
  static float[] fullBand(short[] sound) {
    Resampler resampler = new Resampler(Resampler.RATE, RATE);
    return resampler.push(sound, 0, sound.length);
  }
}
