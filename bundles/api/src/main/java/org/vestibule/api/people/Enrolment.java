// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.Set;
import org.vestibule.api.door.DoorId;

/**
 * What is needed to enrol a person.
 *
 * @param id who
 * @param name the name for people, 1 to 80 characters
 * @param unit the flat or office, may be empty
 * @param code the personal code that makes the claim; secret
 * @param doors the doors that this person may open
 * @param consent how consent was given on paper, for example {@code "signed form 2026-01-02"};
 *     empty when the consent ledger has it already: without either nothing is enrolled
 */
public record Enrolment(
    PersonId id, String name, String unit, Claim code, Set<DoorId> doors, String consent) {
  /** Copies the set. */
  public Enrolment {
    doors = Set.copyOf(doors);
  }
}
