// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.Locale;

/**
 * One reading of a piece of sound.
 *
 * @param text the words, possibly none
 * @param tokens the chosen tokens without the marks
 * @param meanLogProbability mean of the natural logarithms of the tokens' probabilities, the end
 *     mark included
 * @param minLogProbability the smallest of them
 */
public record Reading(
    String text, int[] tokens, double meanLogProbability, double minLogProbability) {
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

  /** Returns whether the words are the same, without regard to case and punctuation. */
  boolean sameWords(String other) {
    return words(text).equals(words(other));
  }

  /** Returns the words in lower case with single spaces and without punctuation. */
  static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}']+", " ").strip();
  }
}
