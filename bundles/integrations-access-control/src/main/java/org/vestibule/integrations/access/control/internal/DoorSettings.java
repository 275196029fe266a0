// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;

/**
 * One door's configuration, checked. Keys, bounds and defaults are those of {@link DoorConfig}.
 *
 * @param id the door
 * @param title its name for people
 * @param actuator the kind of device that moves its lock
 * @param pulse how long the lock stays released
 * @param answer within this time every order has its outcome
 * @param methods the ways in that this door knows
 */
record DoorSettings(
    DoorId id,
    String title,
    String actuator,
    Duration pulse,
    Duration answer,
    Set<String> methods) {
  private static final List<String> KEYS =
      List.of("id", "title", "actuator", "pulseMillis", "answerMillis", "methods");
  private static final List<String> METHODS = List.of("face", "code", "card", "phone", "human");
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
    List<String> methods = reader.list("methods", 32, List.of("face", "human"));
    checkMethods(id, methods);
    return new DoorSettings(
        new DoorId(id),
        title,
        actuator,
        Duration.ofMillis(pulse),
        Duration.ofMillis(answer),
        new TreeSet<>(methods));
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
