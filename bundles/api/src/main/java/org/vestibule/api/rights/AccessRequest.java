// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;

/**
 * Somebody wants to pass a door.
 *
 * @param door the door
 * @param person who, as their face, code or card shows; empty with a pass alone
 * @param pass the pass that was shown, by its id, if one was
 * @param shown what was shown and found true
 * @param duress whether a code was entered in the way that asks for help
 * @param at when (wall clock: schedules are of the building's time zone)
 */
public record AccessRequest(
    DoorId door,
    Optional<PersonId> person,
    Optional<String> pass,
    Set<EntryMethod> shown,
    boolean duress,
    Instant at) {
  /** Refuses a request of nobody. */
  public AccessRequest {
    Objects.requireNonNull(door, "door");
    Objects.requireNonNull(at, "at");
    shown = Set.copyOf(shown);
    if (person.isEmpty() && pass.isEmpty()) {
      throw new IllegalArgumentException("neither a person nor a pass; one of them is needed");
    }
  }

  /** A person who has shown these. */
  public static AccessRequest of(PersonId person, DoorId door, Set<EntryMethod> shown, Instant at) {
    return new AccessRequest(door, Optional.of(person), Optional.empty(), shown, false, at);
  }
}
