// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts readings in order by how near they are to words that are likely: by edit distance
 * (Levenshtein 1966) as a share of the longer word, halved where both sound alike by Soundex
 * (Russell 1918, in the form of the US National Archives). "Brandt" and "brand" are near. No
 * reading is changed, added or left out.
 */
public final class HintOrder {
  /** A reading farther from every hint keeps the place that its sound gave it. */
  private static final double NEAR = 0.34;

  private static final String CLASSES = "01230120022455012623010202";

  private final List<String[]> hints;

  /** Takes the likely words. */
  public HintOrder(List<String> hints) {
    this.hints =
        hints.stream()
            .map(hint -> Reading.words(hint))
            .filter(hint -> !hint.isEmpty())
            .map(hint -> hint.split(" "))
            .toList();
  }

  /** Returns the readings, those near to a hint first and the nearest of them foremost. */
  public List<Reading> order(List<Reading> readings) {
    if (hints.isEmpty()) {
      return readings;
    }
    Map<Reading, Double> distances =
        readings.stream().collect(Collectors.toMap(one -> one, one -> distance(one.text())));
    return readings.stream().sorted(Comparator.comparing(distances::get)).toList();
  }

  private double distance(String text) {
    String[] words = Reading.words(text).split(" ");
    double nearest = hints.stream().mapToDouble(hint -> distance(hint, words)).min().orElse(NEAR);
    return Math.min(NEAR, nearest);
  }

  /** The mean over the hint's words of how near any word comes; a name may be said in part. */
  private static double distance(String[] hint, String[] words) {
    return Arrays.stream(hint)
        .mapToDouble(
            wanted ->
                Arrays.stream(words).mapToDouble(word -> distance(wanted, word)).min().orElse(1))
        .min()
        .orElse(1);
  }

  /** Returns how far two words are from each other: 0 for the same to 1. */
  static double distance(String one, String other) {
    double share = edits(one, other) / (double) Math.max(1, Math.max(one.length(), other.length()));
    return soundex(one).equals(soundex(other)) ? share / 2 : share;
  }

  private static int edits(String one, String other) {
    int[] costs = new int[other.length() + 1];
    Arrays.setAll(costs, j -> j);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[other.length()];
  }

  private static String soundex(String word) {
    StringBuilder code = new StringBuilder();
    char before = 0;
    for (char letter : word.toCharArray()) {
      boolean known = letter >= 'a' && letter <= 'z';
      char group = known ? CLASSES.charAt(letter - 'a') : '0';
      if (code.length() == 0) {
        code.append(letter);
      } else if (group != '0' && group != before) {
        code.append(group);
      }
      // H and w do not part two letters of one class; a vowel does.
      before = letter == 'h' || letter == 'w' ? before : group;
    }
    return code.append("0000").substring(0, 4);
  }
}
