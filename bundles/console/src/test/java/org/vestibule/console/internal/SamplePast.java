// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.intent.VisitSummary;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Invented visits of the days before, so that there is something to look for. */
final class SamplePast {
  private static final int KINDS = 6;
  private static final Duration BETWEEN = Duration.ofMinutes(107);

  private SamplePast() {}

  /** Returns that many visits, the newest of them two days ago, newest first. */
  static List<VisitStory> visits(int count) {
    List<VisitStory> visits = new ArrayList<>();
    Instant newest = Instant.now().minus(Duration.ofDays(2));
    for (int i = 0; i < count; i++) {
      visits.add(visit(i, newest.minus(BETWEEN.multipliedBy(i))));
    }
    return visits;
  }

  private static VisitStory visit(int number, Instant opened) {
    int kind = number % KINDS;
    boolean known = kind == 0 || kind == 3;
    return new VisitStory(
        new VisitId("v-past-" + number),
        new StationId("front"),
        new DoorId(kind == 3 ? "yard-gate" : "front-door"),
        opened,
        Optional.of(opened.plusSeconds(5 + number % 17)),
        1,
        known ? Optional.of("Bo Lindqvist") : Optional.empty(),
        known ? Optional.of("known") : Optional.of("no-face"),
        Optional.of(
            known
                ? "similarity 0.664 is above 0.482 in 3 of 3 pictures, liveness 0.951"
                : "No face in 9 pictures"),
        Optional.empty(),
        Optional.empty(),
        triage(kind),
        decision(kind),
        outcome(kind),
        kind == 5 ? List.of("Nothing was heard: the microphone did not answer") : List.of(),
        known
            ? List.of(
                new StageTiming("decode", 10_000, 9_000),
                new StageTiming("embed", 19_000, 63_000),
                new StageTiming("relay", 82_000, 8_000))
            : List.of());
  }

  private static Optional<Triage> triage(int kind) {
    return kind == 1
        ? Optional.of(
            new Triage(
                Intent.DELIVERY,
                0.91f,
                "Probability 0.91 of delivery, at least 0.60 is needed; nearest cosine 0.77, at"
                    + " least 0.50",
                "visitor-intent@1.0.0"))
        : Optional.empty();
  }

  private static Optional<Decision> decision(int kind) {
    return switch (kind) {
      case 0, 3 ->
          Optional.of(
              new Decision.Admit(new PersonId("bo-lindqvist"), "similarity 0.664 is above 0.482"));
      case 1 ->
          Optional.of(
              new Decision.Direct(
                  Decision.Direction.PARCEL_ROOM, "A delivery is sent to the parcel room"));
      case 2 -> Optional.of(new Decision.Ring(false, "No code was entered, so a person decides"));
      case 4 -> Optional.of(new Decision.Refuse("liveness 0.110 is not above 0.800"));
      default -> Optional.empty();
    };
  }

  private static Optional<DoorOutcome> outcome(int kind) {
    return switch (kind) {
      case 0 -> Optional.of(new DoorOutcome.Opened("Front door confirmed the release", 1));
      case 3 -> Optional.of(new DoorOutcome.TimedOut("no answer within 1.0 s"));
      default -> Optional.empty();
    };
  }

  /** Returns invented figures for whatever period. */
  static VisitSummary summarize(Instant from, Instant to, Locale language) {
    return new VisitSummary(
        from,
        to,
        List.of(
            new VisitSummary.Count("calls-avoided", 4),
            new VisitSummary.Count("intent-delivery", 6),
            new VisitSummary.Count("intent-guest", 3),
            new VisitSummary.Count("outcome-door-denied", 1),
            new VisitSummary.Count("outcome-door-opened", 9),
            new VisitSummary.Count("visits", 21)),
        "Twenty-one visits",
        "template",
        true);
  }
}
