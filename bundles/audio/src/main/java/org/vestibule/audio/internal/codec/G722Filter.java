// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import java.util.Arrays;

/**
 * The quadrature mirror filters of ITU-T G.722 (09/2012), clauses 6.1.1 and 6.2.2: two samples at
 * 16 kHz are one of each band at 8 kHz. One object filters one way. Not thread-safe.
 */
final class G722Filter {
  private static final int TAPS = G722Tables.QMF.length;
  private static final int MOST = 16_383;

  private final int[] firsts = new int[TAPS];
  private final int[] seconds = new int[TAPS];
  private int one;
  private int other;

  /** Splits; {@link #one} is the lower band then and {@link #other} the higher one. */
  void split(int first, int second) {
    shift(first, second);
    int sum1 = filtered(firsts, true);
    int sum2 = filtered(seconds, false);
    one = bounded(sum2 + sum1 >> 14);
    other = bounded(sum2 - sum1 >> 14);
  }

  /** Joins; {@link #one} is the earlier sample then and {@link #other} the later one. */
  void join(int low, int high) {
    shift(low + high, low - high);
    one = G722Band.saturated(filtered(seconds, false) >> 11);
    other = G722Band.saturated(filtered(firsts, true) >> 11);
  }

  int one() {
    return one;
  }

  int other() {
    return other;
  }

  /** Begins anew. */
  void reset() {
    Arrays.fill(firsts, 0);
    Arrays.fill(seconds, 0);
    one = 0;
    other = 0;
  }

  /** Keeps a sample within the 15 bits that a band has. */
  static int bounded(int value) {
    return Math.max(-MOST - 1, Math.min(MOST, value));
  }

  private static int filtered(int[] samples, boolean forwards) {
    int sum = 0;
    for (int i = 0; i < TAPS; i++) {
      sum += samples[i] * G722Tables.QMF[forwards ? i : TAPS - 1 - i];
    }
    return sum;
  }

  private void shift(int first, int second) {
    System.arraycopy(firsts, 1, firsts, 0, TAPS - 1);
    System.arraycopy(seconds, 1, seconds, 0, TAPS - 1);
    firsts[TAPS - 1] = first;
    seconds[TAPS - 1] = second;
  }
}
