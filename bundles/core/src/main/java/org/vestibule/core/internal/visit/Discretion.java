// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.intent.Triage;

/**
 * Takes the visitor's words out of what is concluded from them: a conclusion stays in the story and
 * in the notices, the words do not.
 */
final class Discretion {
  private static final String LEFT_OUT = "\"...\"";
  private static final int MOST = 300;

  private Discretion() {}

  /** Returns the answer of a triage without the words that it sorted. */
  static Triage of(Triage triage, String words) {
    return new Triage(
        triage.intent(),
        label(triage),
        triage.confidence(),
        without(Optional.ofNullable(triage.reason()).orElse(""), words),
        triage.model());
  }

  private static String label(Triage triage) {
    try {
      return Identifier.require("label", triage.label());
    } catch (IllegalArgumentException | NullPointerException e) {
      return Triage.label(triage.intent());
    }
  }

  private static String without(String reason, String words) {
    String plain = reason.replaceAll("\"[^\"]*\"", LEFT_OUT);
    String said = words.strip();
    int at = plain.toLowerCase(Locale.ROOT).indexOf(said.toLowerCase(Locale.ROOT));
    if (said.contains(" ") && at >= 0) {
      plain = LEFT_OUT;
    }
    return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "...";
  }
}
