// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** What the door policy says of a visit, and whether the engine follows. On its thread only. */
final class Ruling {
  private final Visit visit;
  private final Rooms rooms;
  private final Sight sight;
  private final Listening listening;
  private final IntSupplier questions;

  /**
   * @param questions how often the visitor was asked for words
   */
  Ruling(Visit visit, Sight sight, Listening listening, IntSupplier questions) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.sight = sight;
    this.listening = listening;
    this.questions = questions;
  }

  /** Asks the policy. */
  Decision of(Claims claims) {
    VisitFacts facts =
        new VisitFacts(
            visit.info.door(),
            claims.made(),
            claims.person(),
            claims.made() ? Optional.empty() : identified(),
            sight.answer(),
            listening.heard(),
            listening.triage(),
            questions.getAsInt());
    try {
      return rooms
          .policy
          .now()
          .map(policy -> policy.decide(facts))
          .orElseGet(() -> new Decision.Ring(false, "There is no door policy"));
    } catch (RuntimeException | LinkageError e) {
      return new Decision.Ring(false, "The door policy failed: " + e.getMessage());
    }
  }

  private Optional<Person> identified() {
    FaceAnswer answer = sight.answer().orElse(null);
    PersonId seen =
        answer instanceof FaceAnswer.Known known
            ? known.person()
            : answer instanceof FaceAnswer.Unproven unproven ? unproven.person() : null;
    Optional<Person> person =
        Optional.ofNullable(seen)
            .flatMap(id -> rooms.people.now().flatMap(people -> people.person(id)));
    person.ifPresent(visit.diary::about);
    return person;
  }

  /** Whatever the policy, no door opens without a living, confirmed face of somebody enrolled. */
  Decision warranted(Decision decision, Claims claims) {
    if (!(decision instanceof Decision.Admit admit)) {
      return decision;
    }
    return new Warrant(claims.made(), claims.person(), sight.finding())
        .missing(admit, rooms.people.now(), visit.settings, visit.desk.ticks().nanos())
        .<Decision>map(
            why ->
                new Decision.Ring(false, "No face confirms what the door policy decided. " + why))
        .orElse(admit);
  }
}
