// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.leaf.LeafRules;

/**
 * One door's configuration, checked. Keys, bounds and defaults are those of {@link DoorConfig}.
 *
 * @param id the door
 * @param title its name for people
 * @param actuator the kind of device that moves its lock
 * @param pulse how long the lock stays released
 * @param answer within this time every order has its outcome
 * @param capture how old what an order rests on may be
 * @param methods the ways in that this door knows
 * @param leaf how long its leaf may do what
 */
record DoorSettings(
    DoorId id,
    String title,
    String actuator,
    Duration pulse,
    Duration answer,
    Duration capture,
    Set<String> methods,
    LeafRules leaf) {
  private static final List<String> KEYS =
      List.of(
          "id",
          "title",
          "actuator",
          "pulseMillis",
          "answerMillis",
          "captureMillis",
          "methods",
          "heldOpenMillis",
          "forcedGraceMillis",
          "exitMillis");
  private static final List<String> METHODS =
      Arrays.stream(EntryMethod.values()).map(EntryMethod::label).toList();
  private static final Set<String> BIOMETRIC = Set.of("face");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, or {@code door-biometric-only}
   */
  static DoorSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(DoorConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "front-door");
    String title = reader.text("title", 80, id);
    String actuator = reader.name("actuator", null, "simulated");
    int pulse = reader.integer("pulseMillis", 500, 60_000, 5000);
    int answer = reader.integer("answerMillis", 100, 10_000, 2000);
    int capture = reader.integer("captureMillis", 200, 10_000, 1500);
    List<String> methods = reader.list("methods", 32, List.of("face", "human"));
    checkMethods(id, methods);
    return new DoorSettings(
        new DoorId(id),
        title,
        actuator,
        Duration.ofMillis(pulse),
        Duration.ofMillis(answer),
        Duration.ofMillis(capture),
        new TreeSet<>(methods),
        leaf(reader, title));
  }

  private static LeafRules leaf(SettingsReader reader, String title) throws VestibuleException {
    int heldOpen = reader.integer("heldOpenMillis", 0, 3_600_000, 30_000);
    if (heldOpen > 0 && heldOpen < 1000) {
      throw SettingsReader.invalid(
          DoorConfig.PID,
          "heldOpenMillis",
          Integer.toString(heldOpen),
          "0 for never, or 1000 to 3600000",
          SettingsReader.example("heldOpenMillis", "30000"));
    }
    return new LeafRules(
        title,
        Duration.ofMillis(heldOpen),
        Duration.ofMillis(reader.integer("forcedGraceMillis", 0, 10_000, 1000)),
        Duration.ofMillis(reader.integer("exitMillis", 500, 60_000, 5000)));
  }

  private static void checkMethods(String door, List<String> methods) throws VestibuleException {
    for (String method : methods) {
      if (!METHODS.contains(method)) {
        throw SettingsReader.invalid(
            DoorConfig.PID,
            "methods",
            "'" + method + "'",
            String.join(", ", METHODS),
            SettingsReader.example("methods", "face,human"));
      }
    }
    // Consent to biometrics must be free (GDPR Art. 7 and 9): there is always another way in.
    if (BIOMETRIC.containsAll(methods)) {
      throw new VestibuleException(
          "door-biometric-only",
          "setting methods of door " + door,
          methods.isEmpty() ? "no way in" : "only " + String.join(", ", methods),
          "every door needs a non-biometric way in, because nobody may be made to show a face",
          SettingsReader.example("methods", "face,human"));
    }
  }
}
