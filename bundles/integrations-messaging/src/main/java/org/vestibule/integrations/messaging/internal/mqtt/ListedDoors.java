// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;

/**
 * The doors that a system may work although it proves nothing: a site names each of them. Whoever
 * may publish to its topics is it; the broker's access list decides who that is.
 */
public final class ListedDoors {
  private static final int MOST = 100;

  private ListedDoors() {}

  /**
   * Reads a list of doors.
   *
   * @param pid for messages
   * @return empty when the key is absent: none
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static Set<DoorId> of(String pid, SettingsReader reader, String key)
      throws VestibuleException {
    Set<DoorId> doors = new HashSet<>();
    for (String name : reader.list(key, MOST, List.of())) {
      try {
        doors.add(new DoorId(name));
      } catch (IllegalArgumentException e) {
        throw SettingsReader.invalid(
            pid,
            key,
            "'" + name + "'",
            "names of doors, with commas between",
            SettingsReader.example(key, "front-door"));
      }
    }
    return doors;
  }

  /** Returns the fixed caller of a system: it may work these doors and nothing else. */
  public static Caller caller(String subject, Set<DoorId> doors) {
    // A grant without doors would hold in the whole building.
    Set<Grant> grants =
        doors.isEmpty() ? Set.of() : Set.of(new Grant(Role.DOOR_SYSTEM, doors, Set.of()));
    return new Caller(subject, Caller.Kind.MACHINE, Caller.Through.MQTT, grants, Optional.empty());
  }
}
