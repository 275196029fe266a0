// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;

/** Reads what a device calls our doors, as a person writes it: the setting doors. */
public final class DoorKeys {
  private DoorKeys() {}

  /**
   * Reads entries of the form DOOR=KEY.
   *
   * @param pid the configuration, for a message
   * @param isKey whether the device can call a door so
   * @param keys the same for people
   * @param example a key
   * @return each door once, in the order in which they stand there
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static Map<DoorId, String> of(
      String pid, List<String> entries, Predicate<String> isKey, String keys, String example)
      throws VestibuleException {
    Map<DoorId, String> doors = new LinkedHashMap<>();
    for (String entry : entries) {
      String[] parts = entry.split("=", 2);
      Optional<DoorId> door = door(parts[0].strip());
      String key = parts.length < 2 ? "" : parts[1].strip();
      if (door.isEmpty() || !isKey.test(key) || doors.put(door.get(), key) != null) {
        throw SettingsReader.invalid(
            pid,
            "doors",
            "'" + entry + "'",
            "each door once, as DOOR=KEY; KEY is " + keys,
            SettingsReader.example("doors", "front-door=" + example));
      }
    }
    return doors;
  }

  private static Optional<DoorId> door(String text) {
    try {
      return Optional.of(new DoorId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
