// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

/**
 * Brings speech to one level, whoever stands how far from the microphone. The level is the mean
 * power of speech only (the idea of the active speech level of ITU-T P.56) over about 0.6 s; the
 * gain goes up by 20 dB a second at most, down by 30, and stands still while nobody speaks. A block
 * counts as at most 6 dB louder than the speech before it, so that a slamming door changes little;
 * its peaks are the {@link Limiter}'s. Not thread-safe; {@link #gainDb()} from any thread.
 */
public final class GainControl {
  private static final double LEAST_GAIN_DB = -12;
  private static final double UP_DB_PER_SECOND = 20;
  private static final double DOWN_DB_PER_SECOND = 30;
  private static final double MEMORY_SECONDS = 0.6;

  /** Speech of which only the mean is known yet: there is nothing to hold a burst against. */
  private static final double FIRST_SECONDS = 0.2;

  private static final double MOST_RISE = 4;

  private final int rate;
  private final double targetDbfs;
  private final double mostGainDb;
  private double spokenSeconds;
  private double speechPower;
  private volatile double gainDb;

  /**
   * @param rate of the sound, Hz
   * @param targetDbfs root mean square of speech that is wanted, dBFS
   * @param mostGainDb the largest gain, dB
   */
  public GainControl(int rate, double targetDbfs, double mostGainDb) {
    this.rate = rate;
    this.targetDbfs = targetDbfs;
    this.mostGainDb = mostGainDb;
  }

  /**
   * Changes the next block in place; it may leave [-1, 1].
   *
   * @param block about 10 ms
   * @param speaking whether somebody speaks in it
   */
  public void apply(float[] block, boolean speaking) {
    double before = Decibels.factor(gainDb);
    if (speaking && block.length > 0) {
      double seconds = block.length / (double) rate;
      learn(Decibels.power(block), seconds);
      double wanted = targetDbfs - Decibels.ofPower(speechPower);
      wanted = Math.max(LEAST_GAIN_DB, Math.min(mostGainDb, wanted));
      double change = wanted - gainDb;
      change =
          Math.max(-DOWN_DB_PER_SECOND * seconds, Math.min(UP_DB_PER_SECOND * seconds, change));
      gainDb += change;
    }
    double after = Decibels.factor(gainDb);
    for (int i = 0; i < block.length; i++) {
      block[i] *= (float) (before + (after - before) * (i + 1) / block.length);
    }
  }

  /** Returns the gain now, dB. */
  public double gainDb() {
    return gainDb;
  }

  private void learn(double power, double seconds) {
    boolean known = spokenSeconds >= FIRST_SECONDS;
    double heard = known ? Math.min(power, MOST_RISE * speechPower) : power;
    double weight = seconds / Math.min(MEMORY_SECONDS, spokenSeconds + seconds);
    speechPower += weight * (heard - speechPower);
    spokenSeconds += seconds;
  }
}
