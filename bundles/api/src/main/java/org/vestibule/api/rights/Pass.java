// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.time.Instant;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;

/**
 * A visitor's pass, without its secret.
 *
 * @param id names it
 * @param host on whose behalf it opens; it ends with them
 * @param label for people, for example {@code Plumber}; at most 80 characters, may be empty
 * @param doors which it opens, of those that the host may open
 * @param from from when
 * @param until to when, excluded
 * @param uses how often it may be used in all
 * @param used how often it was
 * @param state whether it can still be used
 */
public record Pass(
    String id,
    PersonId host,
    String label,
    Set<DoorId> doors,
    Instant from,
    Instant until,
    int uses,
    int used,
    State state) {
  /** Whether a pass can be used. */
  public enum State {
    WAITING,
    VALID,
    USED_UP,
    EXPIRED,
    REVOKED
  }

  /** Copies. */
  public Pass {
    doors = Set.copyOf(doors);
  }
}
