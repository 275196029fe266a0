// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vestibule.api.intent.Intent;

/**
 * What was heard, made safe to read: at most {@value #MOST_CHARACTERS} characters, without control
 * and format characters. It is only ever text; no wording of it is an instruction.
 *
 * @param text the cleaned transcript
 * @param asked the transcript without denials such as "no emergency": what is left to be sorted
 * @param alarm the words that are on the emergency list, as they were said
 * @param unreadable why no model can sort it, empty when one can
 */
public record Utterance(String text, String asked, Optional<String> alarm, String unreadable) {
  /** What is beyond is not read: nobody says so much at a door. */
  public static final int MOST_CHARACTERS = 2_000;

  private static final String OTHER_SCRIPT = "Only English is understood";
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");
  private static final Pattern GAPS = Pattern.compile("[\\p{Cc}\\p{Z}]+");
  private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc\u00b4`]");
  private static final Pattern PAUSES = Pattern.compile("[.!?,;:\u2026\u2013\u2014()\"]+");

  /** Cleans a transcript; {@code null} is read as silence. */
  public static Utterance of(String heard) {
    String raw = heard == null ? "" : heard;
    String bounded = raw.length() <= MOST_CHARACTERS ? raw : raw.substring(0, MOST_CHARACTERS);
    String visible = INVISIBLE.matcher(bounded).replaceAll("");
    String normal = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    String text = GAPS.matcher(APOSTROPHES.matcher(normal).replaceAll("'")).replaceAll(" ").strip();
    // A pause keeps words apart: "no, fire" is no denial of a fire.
    String spoken = PAUSES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" | ");
    String words = GAPS.matcher(spoken).replaceAll(" ").strip();
    String meant = EmergencyWords.withoutDenials(words);
    String asked =
        meant.equals(words) ? text : GAPS.matcher(meant.replace("|", " ")).replaceAll(" ").strip();
    return new Utterance(text, asked, EmergencyWords.find(meant), unreadable(asked));
  }

  /** Returns what an utterance that no model can sort is. */
  public Intent unreadableAs() {
    return unreadable.startsWith(OTHER_SCRIPT) ? Intent.UNKNOWN_LANGUAGE : Intent.UNCLEAR;
  }

  private static String unreadable(String asked) {
    long letters = asked.codePoints().filter(Character::isLetter).count();
    long latin =
        asked
            .codePoints()
            .filter(Character::isLetter)
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
            .count();
    if (letters == 0) {
      return "No words were heard: 0 letters, at least 1 is needed";
    }
    if (latin * 2 < letters) {
      return OTHER_SCRIPT
          + ": "
          + latin
          + " of "
          + letters
          + " letters are Latin, at least half are needed";
    }
    return "";
  }
}
