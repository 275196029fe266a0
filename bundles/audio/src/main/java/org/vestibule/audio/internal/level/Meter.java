// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

import java.util.Arrays;
import org.vestibule.audio.internal.sound.Pcm;

/**
 * Measures what a station sends: root mean square and peak of the last second of sound, in steps of
 * 10 ms, and which part of all of it was at full scale, where a microphone that is too loud clips.
 * Not thread-safe.
 */
public final class Meter {
  private static final int BLOCKS = 100;

  /** Converters do not all reach the last few steps. */
  private static final int FULL_SCALE = 32_760;

  private final int blockLength;
  private final double[] squares = new double[BLOCKS];
  private final int[] peaks = new int[BLOCKS];
  private int block;
  private int filled;
  private long blocks;
  private long taken;
  private long clipped;

  /** Measures sound of {@code rate} Hz. */
  public Meter(int rate) {
    blockLength = rate / BLOCKS;
  }

  /** Takes the next sound. */
  public void accept(short[] samples) {
    for (short sample : samples) {
      if (filled == blockLength) {
        filled = 0;
        blocks++;
        block = (block + 1) % BLOCKS;
        squares[block] = 0;
        peaks[block] = 0;
      }
      int magnitude = Math.abs((int) sample);
      squares[block] += (double) magnitude * magnitude;
      peaks[block] = Math.max(peaks[block], magnitude);
      if (magnitude >= FULL_SCALE) {
        clipped++;
      }
      filled++;
    }
    taken += samples.length;
  }

  /** Returns the root mean square of the last second, dBFS; -120 for silence. */
  public double levelDbfs() {
    double sum = Arrays.stream(squares).sum();
    long samples = Math.min(blocks, BLOCKS - 1) * blockLength + filled;
    return samples == 0
        ? Decibels.SILENCE
        : Decibels.ofPower(sum / samples * Pcm.SCALE * Pcm.SCALE);
  }

  /** Returns the largest sample of the last second, dBFS; -120 for silence. */
  public double peakDbfs() {
    double peak = Arrays.stream(peaks).max().orElse(0) * (double) Pcm.SCALE;
    return Decibels.ofPower(peak * peak);
  }

  /** Returns which part of all samples was at full scale, 0 to 1. */
  public double clippedShare() {
    return taken == 0 ? 0 : clipped / (double) taken;
  }
}
