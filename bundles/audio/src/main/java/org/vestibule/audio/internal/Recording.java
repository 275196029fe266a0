// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Arrays;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * The sound that may still be needed, in memory only. Positions count samples since the feed began.
 * Not thread-safe.
 */
final class Recording {
  private float[] sound = new float[4 * Resampler.RATE];
  private long first;
  private int length;

  /** Adds samples at the end. */
  void append(float[] samples, int count) {
    if (length + count > sound.length) {
      sound = Arrays.copyOf(sound, Math.max(length + count, 2 * sound.length));
    }
    System.arraycopy(samples, 0, sound, length, count);
    length += count;
  }

  /** Forgets everything before {@code position}. */
  void forgetBefore(long position) {
    int gone = (int) Math.min(length, position - first);
    // Moved only when half is gone: each sample is moved about once.
    if (gone > sound.length / 2) {
      System.arraycopy(sound, gone, sound, 0, length - gone);
      length -= gone;
      first += gone;
    }
  }

  /** Returns a copy of the samples from {@code from} to before {@code to}, as far as kept. */
  float[] between(long from, long to) {
    int begin = (int) Math.max(0, from - first);
    int end = (int) Math.min(length, to - first);
    return Arrays.copyOfRange(sound, begin, Math.max(begin, end));
  }

  /** Overwrites with silence what is still held. */
  void erase() {
    Arrays.fill(sound, 0);
    length = 0;
  }
}
