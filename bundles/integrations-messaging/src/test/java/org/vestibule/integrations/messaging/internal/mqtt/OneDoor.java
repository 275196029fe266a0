// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;

/** A building with one door. */
final class OneDoor implements DoorController {
  static final DoorId ID = new DoorId("front-door");

  volatile Set<DoorAlarm> alarms = Set.of();
  volatile DoorContact contact = DoorContact.UNKNOWN;

  @Override
  public List<DoorInfo> doors() {
    return List.of(new DoorInfo(ID, "Front door", "simulated", DoorState.LOCKED, contact, alarms));
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    throw new UnsupportedOperationException("nobody opens a door by MQTT");
  }

  @Override
  public DoorState state(DoorId door) {
    return DoorState.LOCKED;
  }
}
