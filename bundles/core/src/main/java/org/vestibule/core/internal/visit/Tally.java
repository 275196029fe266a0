// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.notice.Audience;

/** What the audit counts of a visit beside its story. On the visit's thread only. */
final class Tally {
  private final Set<String> called = new LinkedHashSet<>();
  private int calls;
  private String answered = "";

  /** People were called. */
  void called(Audience audience) {
    calls++;
    called.add(audience.name().toLowerCase(Locale.ROOT));
  }

  /** Somebody of the house talked with the visitor, by this. */
  void answered(String surface) {
    answered = surface;
  }

  /** Returns whether anybody of the house has talked with the visitor. */
  boolean answered() {
    return !answered.isEmpty();
  }

  /**
   * Adds what was counted.
   *
   * @param dialogue what the visitor was asked
   */
  void addTo(Map<String, String> facts, Dialogue dialogue) {
    facts.put("calls", Integer.toString(calls));
    if (calls > 0) {
      facts.put("called", String.join(",", called));
    }
    if (answered()) {
      facts.put("answered", answered);
    }
    facts.put("questions", Integer.toString(dialogue.asked()));
    dialogue.end().ifPresent(end -> facts.put("dialogue", end.word()));
  }
}
