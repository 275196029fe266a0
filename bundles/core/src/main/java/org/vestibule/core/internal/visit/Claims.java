// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;

/** Who the visitor says they are, and what their face made of it. On the visit's thread only. */
final class Claims {
  private final Visit visit;
  private final Codes codes;
  private boolean made;
  private Optional<Person> person = Optional.empty();
  private Optional<Entry> entry = Optional.empty();

  Claims(Visit visit) {
    this.visit = visit;
    this.codes = new Codes(visit);
  }

  /** Returns whether a code was entered. */
  boolean made() {
    return made;
  }

  /** Returns the person behind it, if it is known. */
  Optional<Person> person() {
    return person;
  }

  /** Returns whether nobody is believed at this station for now. */
  boolean blocked() {
    return codes.blocked();
  }

  /** Takes a code; one that was entered before no longer counts. */
  void take(Claim claim) {
    made = true;
    entry = Optional.empty();
    visit.desk.probes().drop(visit.id);
    person = codes.look(claim);
    person.ifPresent(visit.diary::claimed);
  }

  /** What was entered is nobody's. */
  void wrong() {
    codes.wrongCode();
  }

  /**
   * Takes what the rights know of a number that was entered.
   *
   * @param whose the person whose code it is; empty with a pass
   */
  void take(Entry known, Optional<Person> whose) {
    made = true;
    entry = Optional.of(known);
    person = whose;
    whose.ifPresent(visit.diary::claimed);
  }

  /** Returns the personal code or the pass that was entered last and found true. */
  Optional<Entry> entry() {
    return entry;
  }

  /** Notes what the pictures said. */
  void seen(Optional<FaceAnswer> answer, Optional<Finding> finding) {
    FaceAnswer face = answer.orElse(null);
    // A stranger who only rings has guessed nothing.
    if (face instanceof FaceAnswer.Spoof || made && face instanceof FaceAnswer.Unknown) {
      codes.wrongTry();
    }
    if (face instanceof FaceAnswer.Known known) {
      finding.flatMap(one -> one.sighting().probe()).ifPresent(probe -> keep(known, probe));
    }
  }

  private void keep(FaceAnswer.Known known, FaceTemplate face) {
    visit.desk.keepProbe(visit.id, known.person(), face, visit.settings);
  }
}
