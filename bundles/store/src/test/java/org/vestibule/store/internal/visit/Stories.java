// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitStory;

/** Visits that are over, and whom they name. */
final class Stories {
  static final PersonId ALICE = new PersonId("alice");
  static final PersonId BOB = new PersonId("bob");
  static final Named ALICES = new Named(ALICE, List.of("Alice Ahn, unit 4", "Alice Ahn"));
  static final Named BOBS = new Named(BOB, List.of("Bob Ahn, unit 5", "Bob Ahn"));
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private Stories() {}

  /** Alice was let in; the story names both. */
  static VisitStory alice(String id, Instant openedAt) {
    return story(
        id,
        openedAt,
        Optional.of("Alice Ahn"),
        Optional.of(new Decision.Admit(ALICE, "Alice Ahn, unit 4, not Alice Ahnert")),
        Optional.of(new DoorOutcome.Opened("The door opened for Alice Ahn", 7)));
  }

  /** Somebody asks for Bob. */
  static VisitStory asksForBob(String id, Instant openedAt) {
    return story(
        id,
        openedAt,
        Optional.empty(),
        Optional.of(new Decision.Ring(false, "The bell rings; asks for Bob Ahn, unit 5")),
        Optional.empty());
  }

  static VisitStory story(
      String id,
      Instant openedAt,
      Optional<String> name,
      Optional<Decision> decision,
      Optional<DoorOutcome> outcome) {
    return new VisitStory(
        new VisitId(id),
        new StationId("front"),
        new DoorId("front-door"),
        openedAt,
        Optional.of(openedAt.plusSeconds(20)),
        2,
        name,
        Optional.of("known"),
        name.map(each -> "0.71 for " + each + " is above 0.6"),
        Optional.of("turn-left"),
        Optional.empty(),
        Optional.of(new Triage(Intent.GUEST, "guest", 0.75f, "0.75 is above 0.5", "m-1")),
        decision,
        outcome,
        List.of("Bob Ahn could not be called"),
        List.of(new StageTiming("press", 0, 12), new StageTiming("verify", 12, 900)));
  }

  /** The same with words of the visitor. */
  static VisitStory open(VisitStory story, Optional<Instant> closedAt) {
    return new VisitStory(
        story.id(),
        story.station(),
        story.door(),
        story.openedAt(),
        closedAt,
        story.presses(),
        story.claimedName(),
        story.face(),
        story.faceReason(),
        story.challenge(),
        Optional.of("ringing"),
        Optional.of("phone"),
        Optional.of("it is me, the plumber"),
        story.triage(),
        story.decision(),
        story.outcome(),
        story.degraded(),
        story.waterfall());
  }
}
