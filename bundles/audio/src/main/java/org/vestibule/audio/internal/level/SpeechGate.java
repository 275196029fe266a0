// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

/**
 * Says whether a block is speech where no model says it: louder by 10 dB than the noise floor. The
 * floor follows what is softer at once and what is louder by 3 dB a second (minimum statistics in
 * their simplest form, after Martin 2001). Not thread-safe.
 */
public final class SpeechGate {
  private static final double ABOVE_FLOOR_DB = 10;
  private static final double SOFTEST_SPEECH_DBFS = -65;
  private static final double FLOOR_RISE_DB_PER_SECOND = 3;

  private final int rate;
  private double floor = SOFTEST_SPEECH_DBFS;

  /** Listens to sound of {@code rate} Hz. */
  public SpeechGate(int rate) {
    this.rate = rate;
  }

  /** Returns whether somebody seems to speak in the next block of about 10 ms. */
  public boolean speaks(float[] block) {
    double level = Decibels.ofPower(Decibels.power(block));
    floor = Math.min(level, floor + FLOOR_RISE_DB_PER_SECOND * block.length / rate);
    floor = Math.max(floor, -90);
    return level > Math.max(SOFTEST_SPEECH_DBFS, floor + ABOVE_FLOOR_DB);
  }
}
