// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The number of an apartment in spoken or written English, as it stands on a door: "twelve oh four"
 * and "one two zero four" are 1204, "twelve b" is 12B. What was not said is never added; two
 * numbers in one sentence are none, unless one of them stands behind a word such as "apartment".
 */
public final class UnitNumbers {
  private static final int MOST_CHARACTERS = 8;

  private static final Set<String> NAMED =
      Set.of("apartment", "apartments", "unit", "flat", "suite", "room", "number", "apt");

  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");

  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private static final Set<String> ZEROS = Set.of("oh", "o", "nought", "naught", "nil");

  /** Only between two numbers: "one to four" is 124, "twelve for Anna" is 12. */
  private static final Map<String, String> ALIKE =
      Map.of("to", "2", "too", "2", "for", "4", "won", "1", "ate", "8");

  private static final Map<String, Integer> TIMES = Map.of("double", 2, "triple", 3);

  private UnitNumbers() {}

  /** Returns the number: digits, with a letter in front or behind where one was said. */
  public static Optional<String> in(String text) {
    String[] words = Reading.words(text.replaceAll("(?<=\\d)(?=\\p{L})", " ")).split(" ");
    List<String> found = new ArrayList<>();
    for (int at = 0; at < words.length; ) {
      int end = end(words, at);
      if (end == at) {
        at++;
        continue;
      }
      String number = number(words, at, end);
      String before = at > 0 ? words[at - 1] : "";
      String first = letter(before, "ai") ? before : "";
      String behind = end < words.length ? words[end] : "";
      String last = letter(behind, "i") && first.isEmpty() ? behind : "";
      int name = at - (first.isEmpty() ? 1 : 2);
      String whole = (first + number + last).toUpperCase(Locale.ROOT);
      if (name >= 0 && NAMED.contains(words[name])) {
        return fitting(whole);
      }
      found.add(whole);
      at = end;
    }
    return found.size() == 1 ? fitting(found.get(0)) : Optional.empty();
  }

  private static Optional<String> fitting(String number) {
    return number.length() <= MOST_CHARACTERS ? Optional.of(number) : Optional.empty();
  }

  private static boolean letter(String word, String unless) {
    return word.length() == 1 && Character.isLetter(word.charAt(0)) && !unless.contains(word);
  }

  /** Returns where the run of numbers that begins at {@code from} ends. */
  private static int end(String[] words, int from) {
    int at = from;
    while (at < words.length) {
      boolean goesOn = at > from && at + 1 < words.length && plain(words[at + 1]);
      boolean and = goesOn && words[at].equals("and") && words[at - 1].equals("hundred");
      boolean hundred = at > from && words[at].equals("hundred");
      boolean times = TIMES.containsKey(words[at]) && at + 1 < words.length && plain(words[at + 1]);
      boolean alike = goesOn && ALIKE.containsKey(words[at]);
      // "o" alone is a sigh; as a zero it has a number in front.
      boolean zero = ZEROS.contains(words[at]) && (at > from || goesOnAfter(words, at));
      if (!plain(words[at]) && !zero && !and && !hundred && !times && !alike) {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean goesOnAfter(String[] words, int at) {
    return at + 1 < words.length && plain(words[at + 1]);
  }

  private static boolean plain(String word) {
    return SMALL.contains(word)
        || TENS.contains(word)
        || !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String number(String[] words, int from, int end) {
    StringBuilder number = new StringBuilder();
    for (int at = from; at < end; at++) {
      String word = words[at];
      boolean counts = at + 1 < end && words[at + 1].equals("hundred");
      int ten = TENS.indexOf(word);
      if (counts) {
        at += hundreds(words, at, end, number);
      } else if (ten >= 0) {
        int unit = at + 1 < end ? SMALL.indexOf(words[at + 1]) : -1;
        boolean joined = unit > 0 && unit < 10;
        number.append(20 + 10 * ten + (joined ? unit : 0));
        at += joined ? 1 : 0;
      } else if (TIMES.containsKey(word)) {
        number.append(digits(words[++at]).repeat(TIMES.get(word)));
      } else {
        number.append(digits(word));
      }
    }
    return number.toString();
  }

  /** Adds "one hundred and two"; returns how many words it took beyond the first. */
  private static int hundreds(String[] words, int at, int end, StringBuilder number) {
    int next = at + 2 < end && words[at + 2].equals("and") ? at + 3 : at + 2;
    int rest = 0;
    int taken = 0;
    int ten = next < end ? TENS.indexOf(words[next]) : -1;
    int small = next < end ? SMALL.indexOf(words[next]) : -1;
    if (ten >= 0) {
      int unit = next + 1 < end ? SMALL.indexOf(words[next + 1]) : -1;
      boolean joined = unit > 0 && unit < 10;
      rest = 20 + 10 * ten + (joined ? unit : 0);
      taken = joined ? 2 : 1;
    } else if (small > 0) {
      rest = small;
      taken = 1;
    }
    String tail = (rest < 10 ? "0" : "") + rest;
    number.append(digits(words[at])).append(tail);
    return taken == 0 ? 1 : next - at + taken - 1;
  }

  private static String digits(String word) {
    if (ZEROS.contains(word)) {
      return "0";
    }
    int small = SMALL.indexOf(word);
    return small >= 0 ? Integer.toString(small) : ALIKE.getOrDefault(word, word);
  }
}
