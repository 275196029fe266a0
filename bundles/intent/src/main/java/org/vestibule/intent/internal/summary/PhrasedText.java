// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;

/**
 * Takes a phraser's text only when all its numbers are the house's: it may hold each phrase once,
 * must leave none out, and may bring no number of its own, neither in digits nor in letters.
 */
final class PhrasedText {
  private static final int MOST_CHARACTERS = 1_500;
  private static final Pattern NAME = Pattern.compile("\\{([a-z0-9-]{1,80})}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{N}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}{}<>@\\[\\]|\\\\`]|://|www\\.");

  private PhrasedText() {}

  /**
   * Returns the text with the phrases in their places.
   *
   * @param text what the phraser wrote
   * @param phrases by name; each must stand in it once
   * @param numbers the words of the language that are numbers, in lower case
   * @throws VestibuleException {@code phrasing-refused}, which names what is wrong and never quotes
   *     the text
   */
  static String filled(String text, Map<String, String> phrases, Set<String> numbers)
      throws VestibuleException {
    if (text == null || text.isBlank() || text.length() > MOST_CHARACTERS) {
      throw refused("no text, or too long a one", "1 to " + MOST_CHARACTERS + " characters");
    }
    Set<String> missing = new HashSet<>(phrases.keySet());
    StringBuilder filled = new StringBuilder();
    StringBuilder own = new StringBuilder();
    Matcher names = NAME.matcher(text);
    int at = 0;
    while (names.find()) {
      String phrase = phrases.get(names.group(1));
      if (phrase == null || !missing.remove(names.group(1))) {
        throw refused("a count that there is not, or one twice", "each count once");
      }
      own.append(text, at, names.start()).append(' ');
      filled.append(text, at, names.start()).append(phrase);
      at = names.end();
    }
    own.append(text, at, text.length());
    filled.append(text, at, text.length());
    if (!missing.isEmpty()) {
      throw refused(missing.size() + " counts are left out", "none");
    }
    check(own.toString(), numbers);
    return filled.toString().strip();
  }

  private static void check(String own, Set<String> numbers) throws VestibuleException {
    if (UNFIT.matcher(own).find()) {
      throw refused("a digit, a link or a sign that no sentence needs", "words only");
    }
    Matcher words = WORD.matcher(own.toLowerCase(Locale.ROOT));
    while (words.find()) {
      if (numbers.contains(words.group())) {
        throw refused("a number in letters", "no number but the counts");
      }
    }
  }

  private static VestibuleException refused(String found, String allowed) {
    return new VestibuleException(
        "phrasing-refused",
        "phrased summary",
        found,
        allowed,
        "The house's own sentences are used; try a better language model.");
  }
}
