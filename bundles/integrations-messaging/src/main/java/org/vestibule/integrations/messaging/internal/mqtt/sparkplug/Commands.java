// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.House;
import org.vestibule.integrations.messaging.internal.mqtt.OpenCommands;

/**
 * What hosts write (Sparkplug 3.0, 5.12 "Commands"). A command to a door counts from the time that
 * its payload names, which it must have (6.4.24 tck-id-payloads-dcmd-timestamp), and the same
 * payload again is the same command: one that was recorded opens nothing.
 */
final class Commands {
  private static final int ID_BYTES = 16;

  private final EdgeNode node;
  private final OpenCommands desk;

  Commands(House house, EdgeNode node, Set<DoorId> workable) {
    this.node = node;
    desk = new OpenCommands(house, "sparkplug", workable);
  }

  /** Returns whether somebody asks for all births anew; harmless, and thus not audited. */
  boolean asksForRebirth(Heard message) {
    try {
      return !message.retained()
          && PayloadReader.read(message.payload()).metrics().stream()
              .anyMatch(
                  metric ->
                      metric.name().equals(Optional.of(Values.REBIRTH))
                          && metric.value().equals(Optional.of(true)));
    } catch (VestibuleException e) {
      return false;
    }
  }

  /** Takes in a command to a door. */
  void toDoor(DoorId door, Heard message) {
    if (message.retained()) {
      desk.refuse(message.topic(), "command-retained");
      return;
    }
    if (message.payload().length > PayloadReader.MOST_BYTES) {
      desk.refuse(message.topic(), "command-too-large");
      return;
    }
    try {
      Payload payload = PayloadReader.read(message.payload());
      boolean opens = payload.metrics().stream().anyMatch(metric -> opens(door, metric));
      if (!opens || payload.timestamp().isEmpty()) {
        desk.refuse(message.topic(), "command-invalid");
        return;
      }
      Instant issued = Instant.ofEpochMilli(payload.timestamp().getAsLong());
      CommandRequest request =
          new CommandRequest(id(message), Optional.of(issued), new Command.DoorOpen(door));
      desk.carryOut(message.topic(), door, request);
    } catch (VestibuleException e) {
      desk.refuse(message.topic(), "command-invalid");
    }
  }

  private boolean opens(DoorId door, Metric metric) {
    return node.name(door, metric).equals(Optional.of(Values.OPEN))
        && metric.value().equals(Optional.of(true));
  }

  private static String id(Heard message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(message.topic().getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(message.payload());
      return "sp-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
