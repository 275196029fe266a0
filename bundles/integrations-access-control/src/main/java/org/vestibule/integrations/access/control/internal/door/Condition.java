// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Collection;
import java.util.Optional;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** How the doors are, in one sentence for people: the first thing that is wrong. */
final class Condition {
  private Condition() {}

  static Status of(Collection<Door> doors, Actuators actuators, Leaves leaves, DoorAudit audit) {
    for (Door door : doors) {
      Optional<Status> wrong = lock(door, actuators);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    if (audit.lost() > 0) {
      return Status.degraded(
          Cause.DEPENDENCY,
          audit.lost() + " lines are not in the audit, which was away for too long");
    }
    return leaves.trouble().orElseGet(() -> ready(doors, leaves.strangers()));
  }

  private static Optional<Status> lock(Door door, Actuators actuators) {
    DoorSettings settings = door.settings();
    if (actuators.find(settings.actuator()).isEmpty()) {
      return Optional.of(
          Status.degraded(
              Cause.DEPENDENCY,
              "Door "
                  + settings.id()
                  + " has no driver: start the bundle that brings actuator '"
                  + settings.actuator()
                  + "'"));
    }
    if (!door.actuatorHere()) {
      return Optional.of(Status.starting("The lock of door " + settings.id() + " is being asked"));
    }
    return door.state() == DoorState.UNREACHABLE
        ? Optional.of(
            Status.degraded(
                Cause.NETWORK,
                "The lock of door " + settings.id() + " does not answer: check its line"))
        : Optional.empty();
  }

  private static Status ready(Collection<Door> doors, int strangers) {
    long answering = doors.stream().filter(door -> door.state() != DoorState.UNKNOWN).count();
    return Status.ready(
        doors.size()
            + (doors.size() == 1 ? " door" : " doors")
            + " configured, "
            + answering
            + (answering == 1 ? " lock answers" : " locks answer")
            + (strangers == 0 ? "" : "; inputs of doors that are not configured: " + strangers));
  }
}
