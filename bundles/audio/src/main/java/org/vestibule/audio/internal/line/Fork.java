// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.Arrays;
import org.vestibule.api.sound.EchoCanceller;

/**
 * Parts the sound of a station into its two ways, in blocks of 10 ms that go through the echo
 * guard. Not thread-safe.
 */
final class Fork {
  private static final int BLOCK = EchoCanceller.BLOCK;

  /**
   * The same stretch of sound for both.
   *
   * @param recogniser without echo, or silent while there is one
   * @param ear without echo where it can be cancelled
   */
  record Ways(short[] recogniser, short[] ear) {}

  private final EchoGuard echo;
  private final short[] block = new short[BLOCK];
  private int filled;

  Fork(EchoGuard echo) {
    this.echo = echo;
  }

  /**
   * Takes sound at 16 kHz; what does not fill a block waits for the next sound.
   *
   * @param delayMillis how old it is
   */
  Ways part(short[] sound, int delayMillis) {
    int whole = (filled + sound.length) / BLOCK * BLOCK;
    Ways ways = new Ways(new short[whole], new short[whole]);
    int at = 0;
    for (int from = 0; from < sound.length; ) {
      int count = Math.min(BLOCK - filled, sound.length - from);
      System.arraycopy(sound, from, block, filled, count);
      filled += count;
      from += count;
      if (filled == BLOCK) {
        pass(ways, at, delayMillis);
        at += BLOCK;
      }
    }
    return ways;
  }

  /** Gives what waits for the rest of its block. */
  Ways flush(int delayMillis) {
    Ways ways = new Ways(new short[filled], new short[filled]);
    Arrays.fill(block, filled, BLOCK, (short) 0);
    pass(ways, 0, delayMillis);
    return ways;
  }

  private void pass(Ways ways, int at, int delayMillis) {
    short[] clean = echo.pass(block, delayMillis);
    System.arraycopy(clean, 0, ways.recogniser, at, filled);
    System.arraycopy(block, 0, ways.ear, at, filled);
    filled = 0;
  }

  /** Overwrites the sound that waits. */
  void erase() {
    Arrays.fill(block, (short) 0);
    filled = 0;
  }
}
