// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;

/**
 * What is known of a pass. Immutable.
 *
 * @param taken how many of its uses are used, or promised to an order that is under way
 */
public record PassFacts(
    String id,
    PersonId host,
    Set<DoorId> doors,
    Instant from,
    Instant until,
    int uses,
    int taken,
    boolean revoked) {
  /** Copies. */
  public PassFacts {
    doors = Set.copyOf(doors);
  }
}
