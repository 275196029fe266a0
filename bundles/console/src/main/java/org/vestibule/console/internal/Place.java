// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Optional;
import java.util.Set;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitStory;

/**
 * Where something happened, and thus who may hear of it.
 *
 * @param needed all of what a caller must hold there
 * @param door the door; empty for the house as a whole
 * @param station the station, where there is one
 */
record Place(Set<Permission> needed, Optional<DoorId> door, Optional<StationId> station) {
  static Place of(VestibuleEvent event) {
    if (event instanceof VisitEvent visit) {
      VisitStory story = visit.after();
      return new Place(
          Set.of(Permission.SEE_VISITS), Optional.of(story.door()), Optional.of(story.station()));
    }
    if (event instanceof CallEvent call) {
      return new Place(
          Set.of(Permission.SEE_VISITS),
          Optional.of(call.after().door()),
          Optional.of(call.after().station()));
    }
    if (event instanceof DoorEvent door) {
      return new Place(needed(door), Optional.of(door.door()), Optional.empty());
    }
    return new Place(Set.of(Permission.SEE_HOUSE), Optional.empty(), Optional.empty());
  }

  private static Set<Permission> needed(DoorEvent event) {
    if (event instanceof DoorEvent.DuressSignalled) {
      // Only people who can send help: whoever reads along beside the threatened person must see
      // nothing, and neither does a machine that works doors.
      return Set.of(Permission.WORK_DOORS, Permission.SEE_PEOPLE);
    }
    // What tells of the door itself, and of nobody who went through it.
    boolean state =
        event instanceof DoorEvent.DoorStateChanged
            || event instanceof DoorEvent.DoorContactChanged
            || event instanceof DoorEvent.DoorAlarmRaised
            || event instanceof DoorEvent.DoorAlarmCleared
            || event instanceof DoorEvent.DoorExitRequested;
    return Set.of(state ? Permission.SEE_HOUSE : Permission.SEE_VISITS);
  }

  /** Returns whether the caller may hear of it at all. */
  boolean seenBy(Caller caller) {
    return needed.stream().allMatch(each -> holds(caller, each));
  }

  /** Returns whether the caller may hear of whom it was. */
  boolean namedTo(Caller caller) {
    return holds(caller, Permission.SEE_PEOPLE);
  }

  private boolean holds(Caller caller, Permission permission) {
    return door.isEmpty()
        ? caller.may(permission)
        : caller.may(permission, door.get())
            || station.filter(at -> caller.may(permission, at)).isPresent();
  }
}
