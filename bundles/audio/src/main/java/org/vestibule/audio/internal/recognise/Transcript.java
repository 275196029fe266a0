// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;

/**
 * What the recogniser made of one piece of sound, before anything is judged.
 *
 * @param text the words, possibly none
 * @param tokens the chosen tokens without the end mark
 * @param confidence geometric mean of the chosen tokens' probabilities, the end mark included; 0 to
 *     1
 * @param begunNanos when the encoder began, on {@link System#nanoTime()}
 * @param encodeNanos how long the encoder took
 * @param decodeNanos how long the decoder took
 */
public record Transcript(
    String text,
    int[] tokens,
    float confidence,
    long begunNanos,
    long encodeNanos,
    long decodeNanos) {
  private static final int GRAM = 4;
  private static final int TOO_OFTEN = 3;

  /**
   * Returns whether some four tokens occur three times or more: what an autoregressive decoder does
   * with noise. People at a door say "no, no, no", not the same four tokens three times.
   */
  public boolean repeats() {
    for (int at = 0; at + GRAM * TOO_OFTEN <= tokens.length; at++) {
      int found = 1;
      for (int next = at + GRAM; next + GRAM <= tokens.length; next++) {
        if (same(at, next)) {
          found++;
          next += GRAM - 1;
        }
      }
      if (found >= TOO_OFTEN) {
        return true;
      }
    }
    return false;
  }

  private boolean same(int at, int next) {
    return Arrays.equals(tokens, at, at + GRAM, tokens, next, next + GRAM);
  }
}
