// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Arrays;

/**
 * Follows the pitch of a voice as Opus does (RFC 6716, section 5.3.1; pitch.c of RNNoise): the
 * sound is halved in rate and whitened, its correlation with itself is searched coarsely and then
 * finely, and a multiple of the true period gives way to the period. Not thread-safe.
 */
final class PitchTracker {
  /** Longest period in samples at 48 kHz: 62.5 Hz. */
  static final int LONGEST = 768;

  /** Shortest period: 800 Hz. */
  static final int SHORTEST = 60;

  /** Samples that are compared with those of a period before. */
  static final int FRAME = 960;

  /** Samples that are looked at. */
  static final int HISTORY = LONGEST + FRAME;

  private static final int LAGS = (LONGEST - 3 * SHORTEST) / 2;
  private static final int LENGTH = FRAME / 2;

  private final Whitener whitener = new Whitener();
  private final PeriodChoice choice = new PeriodChoice(LONGEST / 2, SHORTEST, LENGTH);
  private final float[] halved = new float[HISTORY / 2];
  private final float[] quartered = new float[HISTORY / 4];
  private final float[] correlations = new float[LAGS];
  private final int[] best = new int[2];

  /**
   * Finds the period of the newest sound.
   *
   * @param history the last {@value #HISTORY} samples
   * @return samples at 48 kHz, {@value #SHORTEST} to about {@value #LONGEST}
   */
  int period(float[] history) {
    whitener.halve(history, halved);
    return choice.refine(halved, LONGEST - search());
  }

  /** Forgets what was found before. */
  void clear() {
    choice.clear();
  }

  private int search() {
    for (int i = 0; i < quartered.length; i++) {
      quartered[i] = halved[2 * i];
    }
    correlateCoarsely();
    best(quartered, LENGTH / 2, LAGS / 2);
    int first = 2 * best[0];
    int second = 2 * best[1];
    for (int lag = 0; lag < LAGS; lag++) {
      boolean near = Math.abs(lag - first) <= 2 || Math.abs(lag - second) <= 2;
      correlations[lag] =
          near ? Math.max(-1, Sums.product(halved, LONGEST / 2, halved, lag, LENGTH)) : 0;
    }
    best(halved, LENGTH, LAGS);
    int lag = best[0];
    if (lag == 0 || lag >= LAGS - 1) {
      return 2 * lag;
    }
    return 2 * lag - Sums.peak(correlations[lag - 1], correlations[lag], correlations[lag + 1]);
  }

  /** Goes over the lags inside: several at once, each summed in the order of time. */
  private void correlateCoarsely() {
    int lags = LAGS / 2;
    Arrays.fill(correlations, 0, lags, 0);
    for (int i = 0; i < LENGTH / 2; i++) {
      Sums.add(quartered, i, quartered[LONGEST / 4 + i], correlations, lags);
    }
  }

  /** Finds the two lags with the best correlation for their energy. */
  private void best(float[] sound, int length, int lags) {
    float firstGain = -1;
    float secondGain = -1;
    float firstEnergy = 0;
    float secondEnergy = 0;
    best[0] = 0;
    best[1] = 1;
    float energy = 1 + Sums.product(sound, 0, sound, 0, length);
    for (int lag = 0; lag < lags; lag++) {
      if (correlations[lag] > 0) {
        // Scaled so that its square stays in the range of floats.
        float scaled = correlations[lag] * 1e-12f;
        float gain = scaled * scaled;
        if (gain * secondEnergy > secondGain * energy) {
          if (gain * firstEnergy > firstGain * energy) {
            secondGain = firstGain;
            secondEnergy = firstEnergy;
            best[1] = best[0];
            firstGain = gain;
            firstEnergy = energy;
            best[0] = lag;
          } else {
            secondGain = gain;
            secondEnergy = energy;
            best[1] = lag;
          }
        }
      }
      float leaving = sound[lag];
      float coming = sound[lag + length];
      energy = Math.max(1, energy + (coming * coming - leaving * leaving));
    }
  }
}
