// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Facts in words. */
final class Words {
  /** Stands where a person has to write something. */
  static final String OPEN = "_to be filled in_";

  /** Stands under each paper. */
  static final String NO_ADVICE =
      "This is a draft that the gateway made from what is installed and configured. It is no legal"
          + " advice: whoever signs it has to check it.";

  private Words() {}

  /** Returns the text, or that somebody has to write it. */
  static String orOpen(String text) {
    return text.isEmpty() ? OPEN : text;
  }

  /** Returns a list as a line; {@code none} when it is empty. */
  static String list(JsonNode items) {
    List<String> words = new ArrayList<>();
    items.forEach(item -> words.add(item.asText()));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  /** Returns an ISO 8601 duration in days where it is whole days, else in hours. */
  static String duration(String iso) {
    Duration duration = Duration.parse(iso);
    if (duration.toHours() % 24 == 0) {
      return duration.toDays() + (duration.toDays() == 1 ? " day" : " days");
    }
    return duration.toHours() + (duration.toHours() == 1 ? " hour" : " hours");
  }
}
