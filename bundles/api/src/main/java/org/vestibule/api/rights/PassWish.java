// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.time.Instant;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;

/** A pass that somebody wants to give; the parts as in {@link Pass}. */
public record PassWish(
    PersonId host, String label, Set<DoorId> doors, Instant from, Instant until, int uses) {
  /** Copies. */
  public PassWish {
    doors = Set.copyOf(doors);
  }
}
