// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Arrays;
import java.util.Locale;

/** Word error rate: edits by words of the reference, without case and punctuation. */
final class WordErrors {
  private WordErrors() {}

  static double rate(String expected, String heard) {
    String[] wanted = words(expected);
    String[] words = words(heard);
    int[] costs = new int[words.length + 1];
    Arrays.setAll(costs, j -> j);
    for (int i = 1; i <= wanted.length; i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= words.length; j++) {
        int replaced = diagonal + (wanted[i - 1].equals(words[j - 1]) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[words.length] / (double) wanted.length;
  }

  private static String[] words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", "").trim();
    return plain.isEmpty() ? new String[0] : plain.split(" +");
  }
}
