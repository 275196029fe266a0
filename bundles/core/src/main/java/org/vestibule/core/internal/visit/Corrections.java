// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/** What becomes of "this is not that person". Thread-safe. */
final class Corrections {
  private final Desk desk;

  Corrections(Desk desk) {
    this.desk = desk;
  }

  /**
   * Notes the face of a visit as a negative of the person for whom it was taken.
   *
   * @return false when that was noted before
   * @throws VestibuleException as {@link org.vestibule.api.visit.Visits#notThisPerson}
   */
  boolean notThisPerson(VisitId visit, String by) throws VestibuleException {
    Optional<Probes.Probe> found = desk.probes().find(visit, desk.ticks().nanos());
    if (found.isEmpty()) {
      return false;
    }
    Probes.Probe probe = found.get();
    PeopleDirectory people = desk.rooms().people.now().orElseThrow(desk.rooms().people::empty);
    if (!people.reject(probe.person(), probe.face(), by)) {
      desk.probes().forget(probe.person());
      throw Probes.nothing(visit, "the person was forgotten");
    }
    desk.probes().corrected(visit);
    desk.note(
        "visit:" + visit, "visit-corrected", Map.of("person", probe.person().value(), "by", by));
    return true;
  }

  /** Whoever was forgotten is forgotten here, too. */
  void changed(PersonId person) {
    boolean held = desk.rooms().people.now().flatMap(people -> people.person(person)).isPresent();
    if (!held) {
      desk.probes().forget(person);
    }
  }
}
