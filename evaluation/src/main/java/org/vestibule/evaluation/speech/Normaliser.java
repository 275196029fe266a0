// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings English text to words that can be compared: case, punctuation, contractions, British
 * spelling of a few words, and numbers as digits or as words. After the English normaliser of
 * Whisper (Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision",
 * appendix C), in small.
 */
final class Normaliser {
  private static final Map<String, String> CONTRACTIONS =
      Map.ofEntries(
          Map.entry("won't", "will not"),
          Map.entry("can't", "can not"),
          Map.entry("cannot", "can not"),
          Map.entry("let's", "let us"),
          Map.entry("it's", "it is"),
          Map.entry("that's", "that is"),
          Map.entry("there's", "there is"),
          Map.entry("here's", "here is"),
          Map.entry("what's", "what is"),
          Map.entry("he's", "he is"),
          Map.entry("she's", "she is"),
          Map.entry("who's", "who is"),
          Map.entry("i'm", "i am"),
          Map.entry("gonna", "going to"),
          Map.entry("wanna", "want to"),
          Map.entry("mr", "mister"),
          Map.entry("mrs", "missus"),
          Map.entry("dr", "doctor"),
          Map.entry("st", "saint"),
          Map.entry("ok", "okay"),
          Map.entry("grey", "gray"),
          Map.entry("colour", "color"));

  private static final Map<String, String> ENDINGS =
      Map.of("n't", " not", "'re", " are", "'ll", " will", "'ve", " have", "'d", " would");

  private static final List<String> SMALL =
      List.of(
          "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
              .concat(" fifteen sixteen seventeen eighteen nineteen")
              .split(" "));

  private static final List<String> TENS =
      List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

  private static final Pattern DIGITS = Pattern.compile("([0-9]+)(st|nd|rd|th)?");
  private static final Pattern ASIDE = Pattern.compile("\\[[^]]*]|\\([^)]*\\)");
  private static final List<String> HESITATIONS = List.of("uh", "um", "mm", "hmm", "mhm");

  private Normaliser() {}

  /** Returns the words of a text. */
  static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replace('\u2019', '\'');
    plain =
        ASIDE
            .matcher(plain)
            .replaceAll(" ")
            .replaceAll("(?<=[0-9]),(?=[0-9]{3})", "")
            .replaceAll("[^a-z0-9' ]", " ");
    List<String> words = new ArrayList<>();
    for (String word : plain.trim().split("\\s+")) {
      for (String part : spelledOut(word).trim().split("\\s+")) {
        add(part.replace("'", ""), words);
      }
    }
    return words;
  }

  private static void add(String word, List<String> words) {
    if (word.isEmpty() || HESITATIONS.contains(word)) {
      return;
    }
    Matcher number = DIGITS.matcher(word);
    if (number.matches() && number.group(2) == null && number.group(1).length() <= 4) {
      words.addAll(List.of(number(Integer.parseInt(number.group(1))).split(" ")));
    } else {
      words.add(word);
    }
  }

  private static String spelledOut(String word) {
    String known = CONTRACTIONS.get(word);
    if (known != null) {
      return known;
    }
    for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
      if (word.endsWith(ending.getKey())) {
        return word.substring(0, word.length() - ending.getKey().length()) + ending.getValue();
      }
    }
    return word;
  }

  /** Returns a number below ten thousand in words. */
  static String number(int value) {
    if (value >= 1000) {
      return number(value / 1000) + " thousand" + rest(value % 1000);
    }
    if (value >= 100) {
      return number(value / 100) + " hundred" + rest(value % 100);
    }
    if (value >= 20) {
      return TENS.get(value / 10) + rest(value % 10);
    }
    return SMALL.get(value);
  }

  private static String rest(int value) {
    return value == 0 ? "" : " " + number(value);
  }
}
