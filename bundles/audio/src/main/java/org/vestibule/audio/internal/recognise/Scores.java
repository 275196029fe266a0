// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

/** Reads one row of a decoder's scores. */
final class Scores {
  /** Below e^-20 of the best nothing adds up to anything, and most tokens lie there. */
  private static final float NOTHING = 20;

  private Scores() {}

  /** Returns the place of the best, counted from {@code from}. */
  static int best(float[] logits, int from, int to) {
    int best = from;
    for (int at = from + 1; at < to; at++) {
      if (logits[at] > logits[best]) {
        best = at;
      }
    }
    return best - from;
  }

  /** Returns the logarithm of the sum of the exponentials. */
  static double logSum(float[] logits, int from, int to) {
    float top = logits[from + best(logits, from, to)];
    double sum = 0;
    for (int at = from; at < to; at++) {
      if (logits[at] > top - NOTHING) {
        sum += Math.exp(logits[at] - top);
      }
    }
    return top + Math.log(sum);
  }

  /** Returns the logarithm of one token's probability. */
  static double log(float[] logits, int from, int to, int token) {
    return logits[from + token] - logSum(logits, from, to);
  }

  /** Returns the {@code count} best, the best first. */
  static int[] best(float[] logits, int from, int to, int count) {
    int[] best = new int[count];
    int found = 0;
    for (int at = from; at < to; at++) {
      if (found == count && logits[at] <= logits[from + best[found - 1]]) {
        continue;
      }
      int place = found < count ? found++ : count - 1;
      while (place > 0 && logits[from + best[place - 1]] < logits[at]) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = at - from;
    }
    return best;
  }
}
