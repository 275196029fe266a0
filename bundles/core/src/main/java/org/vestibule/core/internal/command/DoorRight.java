// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.util.Optional;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;

/** Whether a caller may work the door that a command names. */
final class DoorRight {
  private DoorRight() {}

  /**
   * Refuses whoever may not; a door that the caller may not see is answered as one that is not
   * there.
   *
   * @param doors null while no door control runs
   */
  static Optional<Refusal> check(Command command, Caller caller, DoorController doors) {
    DoorId door = Orders.door(command);
    if (door == null) {
      return Optional.of(Refusal.UNKNOWN_DOOR);
    }
    boolean works = caller.may(Permission.WORK_DOORS, door);
    if (doors == null) {
      return Optional.of(works ? Refusal.NO_DOORS : Refusal.UNKNOWN_DOOR);
    }
    boolean sees = works || caller.may(Permission.SEE_HOUSE, door);
    if (!sees || doors.doors().stream().noneMatch(each -> each.id().equals(door))) {
      return Optional.of(Refusal.UNKNOWN_DOOR);
    }
    return works ? Optional.empty() : Optional.of(Refusal.FORBIDDEN);
  }
}
