// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Optional;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.Person;

/**
 * All that a decision may depend on.
 *
 * @param door the door in question
 * @param claimMade whether the visitor entered a code
 * @param claimed the person behind the code, if it is known
 * @param identified whom the face shows, alive or not proven to be, when no code was entered and
 *     the site identifies; empty with a code
 * @param face what the pictures say so far
 * @param speechHeard whether the visitor has said something
 * @param triage what the visitor seems to want, if they spoke
 * @param questionsAsked how often the visitor has been asked back
 * @param entitlement what the rights of this door say of whoever is named, for what was shown so
 *     far; empty when nobody is named, or no rights are kept here
 */
public record VisitFacts(
    DoorId door,
    boolean claimMade,
    Optional<Person> claimed,
    Optional<Person> identified,
    Optional<FaceAnswer> face,
    boolean speechHeard,
    Optional<Triage> triage,
    int questionsAsked,
    Optional<Entitlement> entitlement) {
  /** Facts of a house in which no rights are kept. */
  public VisitFacts(
      DoorId door,
      boolean claimMade,
      Optional<Person> claimed,
      Optional<Person> identified,
      Optional<FaceAnswer> face,
      boolean speechHeard,
      Optional<Triage> triage,
      int questionsAsked) {
    this(
        door,
        claimMade,
        claimed,
        identified,
        face,
        speechHeard,
        triage,
        questionsAsked,
        Optional.empty());
  }
}
