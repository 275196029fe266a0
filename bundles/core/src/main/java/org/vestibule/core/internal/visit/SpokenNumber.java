// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Optional;

/**
 * The number of an apartment as people say it: digit by digit ("one two"), as a word ("twelve",
 * "twenty one", "two hundred and four") or in digits. Used by one thread.
 */
final class SpokenNumber {
  /** No house has a longer one. */
  static final int MOST_DIGITS = 6;

  private static final List<String> SMALL =
      List.of(
          "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
              .concat(" fifteen sixteen seventeen eighteen nineteen")
              .split(" "));
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private final StringBuilder digits = new StringBuilder();

  /** How many zeros at the end wait for something smaller. */
  private int open;

  /** Adds a word; returns false when it is no part of a number. */
  boolean add(String word) {
    int small = word.equals("oh") ? 0 : SMALL.indexOf(word);
    int tens = TENS.indexOf(word);
    if (word.matches("[0-9]+")) {
      digits.append(word);
      open = 0;
    } else if (small >= 0) {
      put(Integer.toString(small), 0);
    } else if (tens >= 0) {
      put((tens + 2) + "0", 1);
    } else if (word.equals("hundred") && !digits.isEmpty() && open == 0) {
      digits.append("00");
      open = 2;
    } else {
      return word.equals("and") && open == 2;
    }
    return true;
  }

  private void put(String value, int left) {
    if (value.length() <= open && !value.equals("0")) {
      digits.setLength(digits.length() - value.length());
    }
    digits.append(value);
    open = left;
  }

  /** Returns what was put together, and begins anew. */
  Optional<String> end() {
    String number = digits.toString();
    digits.setLength(0);
    open = 0;
    boolean whole = !number.isEmpty() && number.length() <= MOST_DIGITS;
    return whole ? Optional.of(number) : Optional.empty();
  }
}
