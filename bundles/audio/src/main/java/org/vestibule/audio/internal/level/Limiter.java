// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.level;

import java.util.Arrays;

/**
 * Lets no sample above -1 dBFS, and looks 5 ms ahead so that it need not cut. The gain that each
 * sample needs goes through a minimum over the look-ahead, a release of 60 ms, and a mean as long
 * as the look-ahead: a mean of minima, each of which knew the sample, is never above what the
 * sample needs (the usual structure of brick-wall limiters, for example Hämäläinen 2002). Delays by
 * the look-ahead. Not thread-safe.
 */
public final class Limiter {
  /** -1 dBFS, and the step below it, for rounding. */
  private static final float CEILING = 29_204f / 32_768;

  private static final double RELEASE_SECONDS = 0.06;

  private final int ahead;
  private final float release;
  private final float[] delayed;
  private final float[] needed;
  private final float[] released;
  private double releasedSum;
  private float last = 1;
  private int at;

  /** Limits sound of {@code rate} Hz. */
  public Limiter(int rate) {
    ahead = rate / 200;
    release = (float) (1 - Math.exp(-1 / (RELEASE_SECONDS * rate)));
    delayed = new float[ahead];
    needed = new float[ahead + 1];
    released = new float[ahead + 1];
    Arrays.fill(needed, 1);
    Arrays.fill(released, 1);
    releasedSum = ahead + 1;
  }

  /** Changes samples in place: what comes out is 5 ms old. */
  public void apply(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = next(samples[i]);
    }
  }

  /** Returns how many samples it holds back. */
  public int delay() {
    return ahead;
  }

  private float next(float sample) {
    float magnitude = Math.abs(sample);
    int slot = at % needed.length;
    needed[slot] = magnitude > CEILING ? CEILING / magnitude : 1;
    float least = 1;
    for (float gain : needed) {
      least = Math.min(least, gain);
    }
    last = Math.min(least, last + release * (1 - last));
    releasedSum += last - released[slot];
    released[slot] = last;
    int place = at % ahead;
    float out = delayed[place];
    delayed[place] = sample;
    at = (at + 1) % (needed.length * ahead);
    float limited = out * (float) (releasedSum / released.length);
    return Math.max(-CEILING, Math.min(CEILING, limited));
  }

  /** Overwrites the sound that is held. */
  public void erase() {
    Arrays.fill(delayed, 0);
  }
}
