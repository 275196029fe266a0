// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.rights.internal.rule.Zone;

/**
 * One zone's configuration, checked. Keys, bounds and defaults are those of {@link ZoneConfig}.
 *
 * @param watched whether anti-passback is on
 */
record ZoneSettings(Zone zone, boolean watched) {
  private static final List<String> KEYS = List.of("id", "in", "out", "antiPassback");
  private static final List<String> MODES = List.of("off", "soft", "hard");
  private static final int MOST = 64;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static ZoneSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(ZoneConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "garage");
    Set<DoorId> in = doors("in", reader.list("in", MOST, List.of()));
    Set<DoorId> out = doors("out", reader.list("out", MOST, List.of()));
    if (!Collections.disjoint(in, out)) {
      throw refused("out", "a door that is among in, too", "doors that lead out only", "exit-door");
    }
    String mode = reader.text("antiPassback", 20, "soft");
    if (!MODES.contains(mode)) {
      throw refused("antiPassback", "'" + mode + "'", String.join(", ", MODES), "soft");
    }
    return new ZoneSettings(new Zone(id, in, out, mode.equals("hard")), !mode.equals("off"));
  }

  private static Set<DoorId> doors(String key, List<String> names) throws VestibuleException {
    Set<DoorId> doors = RuleSettings.doors(ZoneConfig.PID, key, names);
    if (doors.isEmpty()) {
      throw refused(key, "nothing", "1 to " + MOST + " doors", "garage-" + key);
    }
    return doors;
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        ZoneConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
