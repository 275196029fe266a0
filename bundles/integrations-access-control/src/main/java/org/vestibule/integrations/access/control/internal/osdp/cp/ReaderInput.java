// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;

/**
 * What is wired to one input of a reader or a module.
 *
 * @param number 0 to 63, as the device counts
 * @param signal what it says of the door
 * @param normallyClosed whether 1 is its quiet state
 */
record ReaderInput(int number, DoorSignal signal, boolean normallyClosed) {
  private static final Map<String, DoorSignal> WORDS =
      Map.of(
          "contact", DoorSignal.CONTACT_OPEN,
          "exit-request", DoorSignal.EXIT_REQUEST,
          "tamper", DoorSignal.TAMPER,
          "power", DoorSignal.POWER_LOST,
          "fire-release", DoorSignal.FIRE_RELEASE);

  /**
   * Reads one, for example {@code 0:contact} or {@code 2:fire-release:closed}.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static ReaderInput of(String text) throws VestibuleException {
    String[] parts = text.split(":", -1);
    boolean good =
        (parts.length == 2 || parts.length == 3)
            && parts[0].matches("[0-9]|[1-5][0-9]|6[0-3]")
            && WORDS.containsKey(parts[1])
            && (parts.length == 2 || parts[2].matches("open|closed"));
    if (!good) {
      throw SettingsReader.invalid(
          PanelConfig.PID,
          "inputs",
          "'" + text + "'",
          "NUMBER:WHAT, or NUMBER:WHAT:closed where 1 is the quiet state; NUMBER is 0 to 63, WHAT"
              + " one of contact, exit-request, tamper, power, fire-release",
          SettingsReader.example("inputs", "0:contact,1:exit-request,2:fire-release:closed"));
    }
    return new ReaderInput(
        Integer.parseInt(parts[0]),
        WORDS.get(parts[1]),
        parts.length == 3 && parts[2].equals("closed"));
  }

  /** Returns whether the signal is there, empty levels counting as unknown to the caller. */
  boolean active(boolean level) {
    return level != normallyClosed;
  }
}
