// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;

/**
 * Grants as access writes them: {@code system}, {@code manager:door:front-door}, {@code
 * system:station:yard:station:garage}.
 */
final class GrantList {
  private GrantList() {}

  /**
   * Reads them.
   *
   * @throws VestibuleException {@code configuration-invalid} for one that is not understood: a
   *     scope with a mistake in it never becomes the whole building
   */
  static Set<Grant> read(String pid, String key, List<String> texts) throws VestibuleException {
    Set<Grant> grants = new HashSet<>();
    for (String text : texts) {
      try {
        grants.add(grant(text.split(":", -1)));
      } catch (IllegalArgumentException e) {
        String roles =
            Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));
        throw SettingsReader.invalid(
            pid,
            key,
            "'" + text + "'",
            "a role (" + roles + "), alone or with :door:ID or :station:ID behind it",
            SettingsReader.example(key, "system:door:front-door"));
      }
    }
    return Set.copyOf(grants);
  }

  private static Grant grant(String[] parts) {
    Role role = Role.of(parts[0]).orElseThrow(() -> new IllegalArgumentException("no role"));
    Set<DoorId> doors = new HashSet<>();
    Set<StationId> stations = new HashSet<>();
    for (int i = 1; i < parts.length; i += 2) {
      String id = i + 1 < parts.length ? parts[i + 1] : "";
      switch (parts[i]) {
        case "door" -> doors.add(new DoorId(id));
        case "station" -> stations.add(new StationId(id));
        default -> throw new IllegalArgumentException("no scope");
      }
    }
    return new Grant(role, doors, stations);
  }
}
