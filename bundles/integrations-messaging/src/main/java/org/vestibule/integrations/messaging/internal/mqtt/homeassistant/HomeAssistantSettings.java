// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.mqtt.ListedDoors;

/**
 * What a site decides about Home Assistant. Immutable.
 *
 * @param prefix where Home Assistant looks for discovery, one topic level or more
 * @param doors what it may work; empty: none
 */
public record HomeAssistantSettings(String prefix, Set<DoorId> doors) {
  /** The keys that {@link #of} reads. */
  public static final List<String> KEYS = List.of("homeAssistantPrefix", "homeAssistantDoors");

  /** Copies. */
  public HomeAssistantSettings {
    doors = Set.copyOf(doors);
  }

  /**
   * Reads them.
   *
   * @param pid for messages
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static HomeAssistantSettings of(String pid, SettingsReader reader)
      throws VestibuleException {
    String prefix = reader.text("homeAssistantPrefix", 100, "homeassistant");
    if (!prefix.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
      throw SettingsReader.invalid(
          pid,
          "homeAssistantPrefix",
          "'" + prefix + "'",
          "topic levels of A-Z, a-z, 0-9, '_' and '-'",
          SettingsReader.example("homeAssistantPrefix", "homeassistant"));
    }
    return new HomeAssistantSettings(prefix, ListedDoors.of(pid, reader, "homeAssistantDoors"));
  }
}
