// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/**
 * Chooses between a period that was found and its fractions, and prefers what continues the frame
 * before (pitch.c, {@code remove_doubling}). Not thread-safe.
 */
final class PeriodChoice {
  /** Which multiple of a fraction must show too, by the fraction. */
  private static final int[] SECOND = {0, 0, 3, 2, 3, 2, 5, 2, 3, 2, 3, 2, 5, 2, 3, 2};

  private final int longest;
  private final int shortest;
  private final int length;
  private final float[] energies;

  private int lastPeriod;
  private float lastGain;

  private float[] sound;
  private float energy;

  /**
   * @param longest period at half the rate; the newest sound begins there
   * @param shortest period at the full rate
   * @param length samples compared, at half the rate
   */
  PeriodChoice(int longest, int shortest, int length) {
    this.longest = longest;
    this.shortest = shortest;
    this.length = length;
    energies = new float[longest + 1];
  }

  /** Forgets the frame before. */
  void clear() {
    lastPeriod = 0;
    lastGain = 0;
  }

  /**
   * @param halved sound at half the rate
   * @param found period at the full rate
   * @return the period chosen, at the full rate
   */
  int refine(float[] halved, int found) {
    sound = halved;
    int before = lastPeriod / 2;
    int start = Math.min(found / 2, longest - 1);
    energies();
    float startCorrelation = correlation(start);
    float startGain = gain(startCorrelation, energies[start]);
    int period = start;
    float gain = startGain;
    float correlation = startCorrelation;
    float ownEnergy = energies[start];
    for (int k = 2; k < SECOND.length; k++) {
      int fraction = (2 * start + k) / (2 * k);
      if (fraction < shortest / 2) {
        break;
      }
      int second = (2 * SECOND[k] * start + k) / (2 * k);
      if (k == 2) {
        second = fraction + start > longest ? start : start + fraction;
      }
      float both =
          .5f * Sums.products(sound, longest, longest - fraction, longest - second, length);
      float bothEnergy = .5f * (energies[fraction] + energies[second]);
      float bothGain = gain(both, bothEnergy);
      if (bothGain > threshold(fraction, startGain, continued(fraction, before, k, start))) {
        correlation = both;
        ownEnergy = bothEnergy;
        period = fraction;
        gain = bothGain;
      }
    }
    correlation = Math.max(0, correlation);
    float strength = ownEnergy <= correlation ? 1 : correlation / (ownEnergy + 1);
    int lean = Sums.peak(correlation(period - 1), correlation(period), correlation(period + 1));
    lastGain = Math.min(strength, gain);
    lastPeriod = Math.max(shortest, 2 * period + lean);
    return lastPeriod;
  }

  /** The energy of the sound as it was each number of samples before. */
  private void energies() {
    energy = Sums.product(sound, longest, sound, longest, length);
    energies[0] = energy;
    float running = energy;
    for (int i = 1; i <= longest; i++) {
      float coming = sound[longest - i];
      float leaving = sound[longest + length - i];
      running = running + coming * coming - leaving * leaving;
      energies[i] = Math.max(0, running);
    }
  }

  private float correlation(int period) {
    return Sums.product(sound, longest, sound, longest - period, length);
  }

  private float gain(float correlation, float other) {
    return (float) (correlation / Math.sqrt(1 + energy * other));
  }

  private float continued(int fraction, int before, int k, int start) {
    int distance = Math.abs(fraction - before);
    if (distance <= 1) {
      return lastGain;
    }
    return distance <= 2 && 5 * k * k < start ? .5f * lastGain : 0;
  }

  /** Very short periods need more, for neighbouring samples resemble each other anyway. */
  private float threshold(int fraction, float startGain, float continued) {
    return fraction < 3 * (shortest / 2)
        ? Math.max(.4f, .85f * startGain - continued)
        : Math.max(.3f, .7f * startGain - continued);
  }
}
