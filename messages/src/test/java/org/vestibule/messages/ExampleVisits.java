// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.call.Call;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitStory;

/** What there is to tell of one visit. */
final class ExampleVisits {
  private ExampleVisits() {}

  static Call call(Call.State state) {
    return new Call(
        "c-1",
        Examples.VISIT,
        Examples.STATION,
        Examples.DOOR,
        Examples.NAME + "'s door",
        Optional.of(Examples.NAME + "'s flat"),
        false,
        Examples.AT,
        state,
        state == Call.State.RINGING ? Optional.empty() : Optional.of("phone of " + Examples.NAME));
  }

  static List<Decision> decisions() {
    return List.of(
        new Decision.Admit(Examples.PERSON, Examples.NAME + " was recognised"),
        new Decision.Ring(true, Examples.NAME + " is asked for"),
        new Decision.Direct(Decision.Direction.PARCEL_ROOM, "A parcel for " + Examples.NAME),
        new Decision.AskMore(
            "Are you " + Examples.NAME + "?", Examples.NAME + " needs a code", true),
        new Decision.Refuse("A picture of " + Examples.NAME));
  }

  static List<DoorOutcome> outcomes() {
    return List.of(
        new DoorOutcome.Opened("Opened for " + Examples.NAME, 1_204_551L),
        new DoorOutcome.Denied("order-expired", "Too late for " + Examples.NAME),
        new DoorOutcome.Unreachable("The lock does not answer " + Examples.NAME),
        new DoorOutcome.TimedOut("Nobody knows whether it opened for " + Examples.NAME),
        new DoorOutcome.Cancelled("stopping", "Stopped before " + Examples.NAME));
  }

  static VisitStory story(
      Optional<Decision> decision, Optional<DoorOutcome> outcome, boolean told) {
    return new VisitStory(
        Examples.VISIT,
        Examples.STATION,
        Examples.DOOR,
        Examples.AT,
        told ? Optional.of(Examples.AT.plusSeconds(40)) : Optional.empty(),
        1,
        told ? Optional.of(Examples.NAME) : Optional.empty(),
        told ? Optional.of("known") : Optional.empty(),
        told ? Optional.of("Like " + Examples.NAME + ", 0.71 of 0.45") : Optional.empty(),
        told ? Optional.of("turn-left") : Optional.empty(),
        told ? Optional.of("who-are-you") : Optional.empty(),
        told ? Optional.of("phone") : Optional.empty(),
        told ? Optional.of(Examples.WORDS) : Optional.empty(),
        told
            ? Optional.of(
                new Triage(Intent.DELIVERY, 0.98f, "0.98 of 0.75 for " + Examples.NAME, "triage-1"))
            : Optional.empty(),
        decision,
        outcome,
        told ? List.of("Nobody listens for " + Examples.NAME) : List.of(),
        told ? List.of(new StageTiming("detect", 1200, 4300)) : List.of());
  }
}
