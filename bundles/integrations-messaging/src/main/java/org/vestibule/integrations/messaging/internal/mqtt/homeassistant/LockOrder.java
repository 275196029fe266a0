// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorId;

/**
 * What Home Assistant's lock sends. Unlocking is for a moment, as opening is: who wants a door to
 * stay open holds it through the contract of the house, with a bound.
 */
enum LockOrder {
  LOCK,
  UNLOCK,
  OPEN;

  Command command(DoorId door) {
    return this == LOCK ? new Command.DoorSecure(door) : new Command.DoorOpen(door);
  }
}
