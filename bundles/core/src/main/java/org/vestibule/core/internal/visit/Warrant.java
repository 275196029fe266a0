// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreSettings;

/**
 * What an order must rest on, whatever the door policy says: a living face that was recognised in
 * enough different pictures, the last of them young; of the person who is admitted, who is the one
 * that the code names if there is a code, and who is still enrolled.
 *
 * @param claimMade whether a code was entered
 * @param claimed the person behind it
 * @param finding what the pictures say
 */
record Warrant(boolean claimMade, Optional<Person> claimed, Optional<Finding> finding) {
  /** Returns what is missing for this admission now, if anything, in one sentence. */
  Optional<String> missing(
      Decision.Admit admit,
      Optional<PeopleDirectory> people,
      CoreSettings settings,
      long nowNanos) {
    if (finding.isEmpty()) {
      return Optional.of("No face was seen");
    }
    Optional<String> flaw = finding.get().flaw(settings, nowNanos);
    if (flaw.isPresent()) {
      return flaw;
    }
    PersonId seen = finding.get().known().map(FaceAnswer.Known::person).get();
    if (!seen.equals(admit.person()) || !named().equals(finding.get().claimed())) {
      return Optional.of("The face is another person's");
    }
    if (claimMade && !named().equals(Optional.of(seen))) {
      return Optional.of("The code is another person's");
    }
    boolean enrolled = people.filter(directory -> holds(directory, seen)).isPresent();
    return enrolled ? Optional.empty() : Optional.of("The person is no longer enrolled");
  }

  private Optional<PersonId> named() {
    return claimed.map(Person::id);
  }

  private static boolean holds(PeopleDirectory people, PersonId person) {
    return !people.templates(person).isEmpty();
  }
}
