// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.RouteTarget;
import org.vestibule.core.internal.command.Outcomes;

/** What the audit keeps of a visit: conclusions, no words of the visitor. */
final class Summary {
  private Summary() {}

  /** Returns the facts of a visit, sorted; more are added by who counts them. */
  static Map<String, String> of(VisitStory story) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("station", story.station().value());
    facts.put("presses", Integer.toString(story.presses()));
    story.face().ifPresent(word -> facts.put("face", word));
    story
        .triage()
        .ifPresent(
            answer -> {
              facts.put("intent", answer.intent().name());
              facts.put("label", answer.label());
            });
    story
        .decision()
        .flatMap(RouteTarget::of)
        .ifPresent(target -> facts.put("route", target.word()));
    story
        .decision()
        .ifPresent(
            decision ->
                facts.put(
                    "decision", decision.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    story.outcome().ifPresent(outcome -> facts.put("outcome", Outcomes.action(outcome)));
    return facts;
  }
}
