// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration of cards, checked. Keys, bounds and defaults are those of {@link CardsConfig}.
 *
 * @param panels the panel behind a door, by the door's id
 * @param formats the formats that a panel reads, by the panel's name
 */
record CardsSettings(Map<String, String> panels, Map<String, TreeSet<String>> formats) {
  private static final int MOST = 1000;
  private static final List<String> KEYS = List.of("panels", "formats");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static CardsSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(CardsConfig.PID, properties, KEYS);
    Map<String, String> panels = new TreeMap<>();
    for (String each : reader.list("panels", MOST, List.of())) {
      String[] pair = pair("panels", each, "front-door=main");
      String before = panels.put(pair[0], pair[1]);
      if (before != null) {
        throw invalid(
            "panels", "door " + pair[0] + " twice", "one panel for each door", "front-door=main");
      }
    }
    Map<String, TreeSet<String>> formats = new TreeMap<>();
    for (String each : reader.list("formats", MOST, List.of())) {
      String[] pair = pair("formats", each, "main=h10301");
      formats.computeIfAbsent(pair[0], panel -> new TreeSet<>()).add(pair[1]);
    }
    return new CardsSettings(panels, formats);
  }

  /** Returns the panel behind a door; {@link Credentials#ANY_PANEL} where there is none. */
  String panel(DoorId door) {
    return panels.getOrDefault(door.value(), Credentials.ANY_PANEL);
  }

  /** Returns whether a panel reads a format, as far as anybody said. */
  boolean reads(String panel, String format) {
    TreeSet<String> read = formats.get(panel);
    return read == null || read.contains(format);
  }

  private static String[] pair(String key, String text, String example) throws VestibuleException {
    String[] pair = text.split("=", -1);
    try {
      if (pair.length == 2) {
        return new String[] {
          Identifier.require(key, pair[0].strip()), Identifier.require(key, pair[1].strip())
        };
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with an example.
    }
    throw invalid(key, "'" + text + "'", "two names of a-z, 0-9 and '-' around '='", example);
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        CardsConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
