// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.rights.internal.rule.AccessRule;
import org.vestibule.rights.internal.rule.Ways;
import org.vestibule.rights.internal.rule.Who;

/** Reads one rule. Keys, bounds and defaults are those of {@link RuleConfig}. */
final class RuleSettings {
  private static final List<String> KEYS =
      List.of("id", "doors", "who", "schedule", "ways", "firstPersonIn", "free");
  private static final String USUAL = "face; card; phone; human; pass";
  private static final int MOST = 64;

  private RuleSettings() {}

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, or {@code rule-biometric-only}
   */
  static AccessRule of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(RuleConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "residents");
    Set<DoorId> doors = doors(RuleConfig.PID, "doors", reader.list("doors", MOST, List.of()));
    if (doors.isEmpty()) {
      throw refused("doors", "nothing", "1 to " + MOST + " doors", "front-door");
    }
    String schedule = reader.name("schedule", AccessRule.ALWAYS, "office-hours");
    String free = reader.name("free", "", "office-hours");
    return new AccessRule(
        id,
        doors,
        who(reader.list("who", MOST, List.of("everyone"))),
        schedule,
        ways(id, reader.text("ways", 400, USUAL)),
        reader.flag("firstPersonIn", false),
        Optional.of(free).filter(name -> !name.isEmpty()));
  }

  /** Returns the doors of a configuration that is refused for something else, if they are right. */
  static Set<DoorId> doorsOf(Map<String, ?> properties) {
    try {
      SettingsReader reader =
          SettingsReader.of(RuleConfig.PID, onlyDoors(properties), List.of("doors"));
      return doors(RuleConfig.PID, "doors", reader.list("doors", MOST, List.of()));
    } catch (VestibuleException e) {
      return Set.of();
    }
  }

  static Set<DoorId> doors(String pid, String key, List<String> names) throws VestibuleException {
    Set<DoorId> doors = new HashSet<>();
    for (String name : names) {
      try {
        doors.add(new DoorId(name));
      } catch (IllegalArgumentException e) {
        throw SettingsReader.invalid(
            pid,
            key,
            "'" + name + "'",
            "doors' names of a-z, 0-9 and '-'",
            SettingsReader.example(key, "front-door"));
      }
    }
    return doors;
  }

  private static Map<String, ?> onlyDoors(Map<String, ?> properties) {
    Object doors = properties.get("doors");
    return doors == null ? Map.of() : Map.of("doors", doors);
  }

  private static List<Who> who(List<String> texts) throws VestibuleException {
    List<Who> who = new ArrayList<>();
    for (String text : texts) {
      try {
        who.add(Who.of(text));
      } catch (IllegalArgumentException e) {
        throw refused(
            "who", e.getMessage(), "everyone, unit:12, unit:1?, group:NAME, person:ID", "unit:12");
      }
    }
    if (who.isEmpty()) {
      throw refused("who", "nothing", "everyone, unit:12, group:NAME, person:ID", "everyone");
    }
    return who;
  }

  private static List<Set<EntryMethod>> ways(String rule, String text) throws VestibuleException {
    List<Set<EntryMethod>> ways;
    try {
      ways = Ways.of(text);
    } catch (IllegalArgumentException e) {
      throw refused(
          "ways", e.getMessage(), "face, code, card, phone, human, pass", "face+code; card+code");
    }
    // Consent to biometrics must be free (GDPR Art. 7 and 9): there is always another way in.
    if (Ways.biometricOnly(ways)) {
      throw new VestibuleException(
          "rule-biometric-only",
          "setting ways of rule " + rule,
          ways.isEmpty() ? "no way in" : "no way without a face",
          "every rule needs a non-biometric way in, because nobody may be made to show a face",
          SettingsReader.example("ways", "face+code; card+code"));
    }
    return ways;
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        RuleConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
