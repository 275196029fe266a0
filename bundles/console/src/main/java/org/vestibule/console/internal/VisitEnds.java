// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Locale;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.visit.VisitStory;

/** How visits and orders ended, as one word of few. */
final class VisitEnds {
  private VisitEnds() {}

  /** Returns what the door answered, or else what was decided, or {@code undecided}. */
  static String of(VisitStory story) {
    if (story.outcome().isPresent()) {
      return of(story.outcome().get());
    }
    return story.decision().map(VisitEnds::word).orElse("undecided");
  }

  static String of(DoorOutcome outcome) {
    return word(outcome);
  }

  private static String word(Object alternative) {
    return alternative
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
