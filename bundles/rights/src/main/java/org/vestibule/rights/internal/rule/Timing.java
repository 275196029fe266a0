// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.door.Entitlement.Refused;

/** Whether a rule holds at a moment. Pure. */
final class Timing {
  private Timing() {}

  /** Returns why a rule does not hold now, having noted what was looked at; empty: it holds. */
  static Optional<Refused> against(RightsState state, AccessRule rule, Instant at, Trace trace) {
    if (!rule.schedule().equals(AccessRule.ALWAYS)) {
      String name = "schedule " + rule.schedule();
      Timetable timetable = state.book().timetables().get(rule.schedule());
      if (timetable == null) {
        return Optional.of(
            trace.refused(
                name, "rights-unknown", "The schedule " + rule.schedule() + " is not configured"));
      }
      if (!timetable.open(at)) {
        return Optional.of(
            trace.refused(
                name,
                "out-of-schedule",
                "Outside of " + rule.schedule() + " (" + timetable.sentence() + ")",
                timetable.changes(at)));
      }
      trace.holds(name, "Within " + timetable.sentence());
    }
    boolean somebodyIn =
        state.doorEntered().filter(in -> !in.isAfter(at)).stream()
            .anyMatch(in -> state.book().sameDay(rule.schedule(), in, at));
    if (rule.firstPersonIn() && !somebodyIn) {
      return Optional.of(
          trace.refused(
              "first person in",
              "first-person-awaited",
              "Nobody who may come first has entered today"));
    }
    return Optional.empty();
  }
}
