// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.House;
import org.vestibule.integrations.messaging.internal.mqtt.OpenCommands;

/**
 * What Home Assistant writes to a lock: one word, without a time and without a number. What the
 * broker had kept is therefore never a wish.
 */
final class LockCommands {
  private static final int MOST_BYTES = 16;

  private final House house;
  private final OpenCommands desk;

  LockCommands(House house, String caller, Set<DoorId> workable) {
    this.house = house;
    desk = new OpenCommands(house, caller, workable);
  }

  /** Takes in a command. */
  void toLock(DoorId door, Heard message) {
    if (message.retained()) {
      desk.refuse(message.topic(), "command-retained");
    } else if (message.payload().length > MOST_BYTES) {
      desk.refuse(message.topic(), "command-too-large");
    } else {
      read(message.payload())
          .ifPresentOrElse(
              order -> desk.carryOut(message.topic(), door, request(order, door, message)),
              () -> desk.refuse(message.topic(), "command-invalid"));
    }
  }

  private CommandRequest request(LockOrder order, DoorId door, Heard message) {
    // It counts from when it came: the desk opens nothing for a wish of minutes ago.
    Instant issued = house.clock().instant().minus(message.waited());
    return new CommandRequest("ha-" + UUID.randomUUID(), Optional.of(issued), order.command(door));
  }

  private static Optional<LockOrder> read(byte[] payload) {
    try {
      return Optional.of(LockOrder.valueOf(new String(payload, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
