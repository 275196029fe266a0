// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.Set;
import org.vestibule.api.door.DoorId;

/**
 * A part of the building that is entered and left by its own doors, for anti-passback. Immutable.
 *
 * @param id its name
 * @param in the doors by which it is entered
 * @param out the doors by which it is left
 * @param hard whether whoever is inside may not enter again; otherwise it is only noted
 */
public record Zone(String id, Set<DoorId> in, Set<DoorId> out, boolean hard) {
  /** Copies. */
  public Zone {
    in = Set.copyOf(in);
    out = Set.copyOf(out);
  }

  /** Returns whether somebody who is there has come to a door on its wrong side. */
  boolean passedBack(DoorId door, boolean inside) {
    return inside ? in.contains(door) : out.contains(door);
  }
}
