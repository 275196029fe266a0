// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.core.internal.CoreKey;

/** Who is behind a code, and how often it was a wrong one. On the visit's thread only. */
final class Codes {
  private final Visit visit;
  private final Desk desk;
  private boolean looked;

  Codes(Visit visit) {
    this.visit = visit;
    this.desk = visit.desk;
  }

  /** Returns whether so much was guessed at this station that nobody is believed for a minute. */
  boolean blocked() {
    return desk.guard().blocked(visit.info.id(), desk.ticks().nanos());
  }

  /** Finds the person behind a code, unless this station's codes are ignored. */
  Optional<Person> look(Claim claim) {
    looked = false;
    if (blocked()) {
      visit.diary.degraded(
          "Codes are ignored at this station for a minute after too many wrong ones");
      return Optional.empty();
    }
    if (desk.rooms().people.now().isEmpty()) {
      visit.diary.degraded("The people directory is not here: no code can be looked up");
      return Optional.empty(); // Nobody has guessed anything.
    }
    looked = true;
    return find(claim);
  }

  /** The code that was looked up last is nobody's; one that nobody could look up is no guess. */
  void wrongCode() {
    if (looked) {
      wrongTry();
    }
  }

  /** Counts a wrong code, a wrong face behind a right one, and an artefact: all are guesses. */
  void wrongTry() {
    int allowed = visit.settings.number(CoreKey.WRONG_CLAIMS);
    if (desk.guard().wrong(visit.info.id(), desk.ticks().nanos(), allowed)) {
      desk.note(
          "visit:" + visit.id,
          "claims-ignored",
          Map.of("station", visit.info.id().value(), "wrong", Integer.toString(allowed)));
    }
  }

  private Optional<Person> find(Claim claim) {
    try {
      return desk.rooms().people.now().flatMap(people -> people.find(claim));
    } catch (RuntimeException | LinkageError e) {
      visit.diary.degraded("The people directory failed: " + Why.of(e));
      return Optional.empty();
    }
  }
}
