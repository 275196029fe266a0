// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.access.control.internal.DoorKeys;

/**
 * One device's configuration, checked: what all makes have.
 *
 * @param name for people, for example in the status
 * @param relays the doors that it opens, each with the relay's name at the device
 * @param contacts the doors that have a contact wired to it: of another door nothing is said, also
 *     where the device says "closed"
 * @param poll how often its state is asked
 */
public record StationSettings(
    String name,
    DeviceAddress address,
    Map<DoorId, String> relays,
    Set<String> contacts,
    Duration poll) {
  private static final int MOST_DOORS = 32;

  /** Returns the reader that knows the keys of all makes and of this one. */
  static SettingsReader reader(StationKind kind, Map<String, ?> properties)
      throws VestibuleException {
    List<String> keys = new ArrayList<>(List.of("name", "doors", "contacts", "pollSeconds"));
    keys.addAll(DeviceAddress.KEYS);
    keys.addAll(kind.keys());
    return SettingsReader.of(kind.pid(), properties, keys);
  }

  /**
   * Reads a configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static StationSettings of(StationKind kind, SettingsReader reader) throws VestibuleException {
    String name = reader.name("name", null, "front");
    Map<DoorId, String> relays =
        DoorKeys.of(
            kind.pid(),
            reader.list("doors", MOST_DOORS, List.of()),
            kind.relay(),
            kind.relays(),
            "1");
    if (relays.isEmpty()) {
      throw SettingsReader.invalid(
          kind.pid(),
          "doors",
          "nothing",
          "DOOR=RELAY, with " + kind.relays(),
          SettingsReader.example("doors", "front-door=1"));
    }
    return new StationSettings(
        name,
        DeviceAddress.of(kind.pid(), reader),
        relays,
        contacts(kind, reader, relays),
        Duration.ofSeconds(reader.integer("pollSeconds", 1, 300, 5)));
  }

  private static Set<String> contacts(
      StationKind kind, SettingsReader reader, Map<DoorId, String> relays)
      throws VestibuleException {
    Set<String> contacts = new TreeSet<>(reader.list("contacts", MOST_DOORS, List.of()));
    for (String door : contacts) {
      if (relays.keySet().stream().noneMatch(each -> each.value().equals(door))) {
        throw SettingsReader.invalid(
            kind.pid(),
            "contacts",
            "'" + door + "'",
            "doors of this device",
            SettingsReader.example("contacts", relays.keySet().iterator().next().value()));
      }
    }
    return contacts;
  }
}
