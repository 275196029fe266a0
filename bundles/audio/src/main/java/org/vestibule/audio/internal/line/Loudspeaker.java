// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.Arrays;

/**
 * What the station's loudspeaker plays, on the clock of its microphone: sound that begins now lies
 * beside the next samples that come from the microphone, or behind what is still being played. At
 * most a minute ahead. Not thread-safe.
 */
final class Loudspeaker {
  private static final int MOST = 60 * 16_000;
  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / 16_000;

  /** Softer than this (about -60 dBFS) nothing comes back: pauses in what is played are silence. */
  private static final int AUDIBLE = 33;

  private short[] ahead = new short[3200];
  private int from;
  private int to;

  /** When the sample at {@code from} is played. */
  private long nextNanos;

  /**
   * Takes what is played next, at 16 kHz; what is too far ahead is left out.
   *
   * @param nanos when it begins, unless something else is still being played
   */
  void play(short[] samples, long nanos) {
    if (from == to) {
      nextNanos = nanos;
    }
    int count = Math.min(samples.length, MOST - (to - from));
    if (to + count > ahead.length) {
      short[] room = new short[Math.max(2 * (to - from), to - from + count)];
      System.arraycopy(ahead, from, room, 0, to - from);
      Arrays.fill(ahead, (short) 0);
      ahead = room;
      to -= from;
      from = 0;
    }
    System.arraycopy(samples, 0, ahead, to, count);
    to += count;
  }

  /** Returns how many samples the microphone is ahead of what {@link #next} would give. */
  long behind(long nanos) {
    return (nanos - nextNanos) / NANOS_PER_SAMPLE;
  }

  /**
   * Leaves out what was played while the microphone gave nothing.
   *
   * @return how much of it there was; the rest was silence
   */
  int skip(long samples) {
    int count = (int) Math.min(samples, to - from);
    Arrays.fill(ahead, from, from + count, (short) 0);
    from += count;
    nextNanos += samples * NANOS_PER_SAMPLE;
    return count;
  }

  /** Fills a block with what is played now; returns whether it can be heard. */
  boolean next(short[] block) {
    nextNanos += block.length * NANOS_PER_SAMPLE;
    int count = Math.min(block.length, to - from);
    System.arraycopy(ahead, from, block, 0, count);
    Arrays.fill(block, count, block.length, (short) 0);
    Arrays.fill(ahead, from, from + count, (short) 0);
    from += count;
    for (short sample : block) {
      if (Math.abs((int) sample) > AUDIBLE) {
        return true;
      }
    }
    return false;
  }

  /** Overwrites what was not played yet. */
  void erase() {
    Arrays.fill(ahead, (short) 0);
    from = 0;
    to = 0;
  }
}
