// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a recogniser's text is among the commands. */
final class HeardWord {
  /** Figures, and words that sound the same: a recogniser cannot know which was meant. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("to", "two"),
          Map.entry("too", "two"),
          Map.entry("for", "four"),
          Map.entry("fore", "four"),
          Map.entry("won", "one"),
          Map.entry("ate", "eight"),
          Map.entry("know", "no"));

  private HeardWord() {}

  /** Returns the index of the command that the text is, or {@link Words#OTHER}. */
  static int label(String text) {
    String word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", "").strip();
    List<String> commands = Words.commands();
    if (word.matches("\\d")) {
      return commands.indexOf("zero") + Integer.parseInt(word);
    }
    int label = commands.indexOf(SAME.getOrDefault(word, word));
    return label < 0 ? Words.OTHER : label;
  }
}
