// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.util.Objects;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;

/**
 * A role in this building, or at some of its doors and stations only. The building is always the
 * gateway's own: a grant for another one is refused before it becomes a {@code Grant}.
 *
 * @param role the role
 * @param doors the doors for which it holds; empty together with {@code stations}: all
 * @param stations the door stations and cameras for which it holds
 */
public record Grant(Role role, Set<DoorId> doors, Set<StationId> stations) {
  /** Copies the sets. */
  public Grant {
    Objects.requireNonNull(role, "role");
    doors = Set.copyOf(doors);
    stations = Set.copyOf(stations);
  }

  /** A role in the whole building. */
  public static Grant of(Role role) {
    return new Grant(role, Set.of(), Set.of());
  }

  /** Returns whether it holds everywhere. */
  public boolean everywhere() {
    return doors.isEmpty() && stations.isEmpty();
  }
}
