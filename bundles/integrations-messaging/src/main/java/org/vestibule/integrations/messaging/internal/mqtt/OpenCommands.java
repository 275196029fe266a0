// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Set;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.messaging.internal.mqtt.House.Refusal;

/**
 * Where a convention hands its commands on: to the house's desk, in the name of a fixed caller that
 * may work the listed doors and nothing else. The desk judges, writes down and answers; what became
 * of it shows in the state of the door. Thread-safe.
 */
public final class OpenCommands {
  private final House house;
  private final Set<DoorId> doors;
  private final Caller caller;

  /**
   * @param subject the convention's name, as it stands in the audit
   * @param doors what it may work
   */
  public OpenCommands(House house, String subject, Set<DoorId> doors) {
    this.house = house;
    this.doors = Set.copyOf(doors);
    this.caller = ListedDoors.caller(subject, doors);
  }

  /** Hands a command on; never blocks, and never throws. */
  public void carryOut(String topic, DoorId door, CommandRequest request) {
    CommandDesk desk = house.desk().get();
    if (!doors.contains(door)) {
      refuse(topic, "door-not-listed");
    } else if (desk == null) {
      refuse(topic, "unavailable");
    } else {
      Acting.as(caller, () -> desk.carryOut(request, caller));
    }
  }

  /** Writes down that a command got no further. */
  public void refuse(String topic, String code) {
    house.refused().accept(new Refusal(caller.subject(), topic, code));
  }
}
