// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.Set;
import org.vestibule.api.door.DoorId;

/**
 * A person as the door policy sees them: no template, no picture.
 *
 * @param id who
 * @param name the name for people
 * @param unit the flat or office, may be empty
 * @param doors the doors that this person may open
 */
public record Person(PersonId id, String name, String unit, Set<DoorId> doors) {
  /** Copies the set. */
  public Person {
    doors = Set.copyOf(doors);
  }
}
