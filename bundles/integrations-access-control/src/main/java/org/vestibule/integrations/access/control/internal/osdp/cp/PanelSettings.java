// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.line.LineAddress;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;

/**
 * One polled reader's settings, checked. Keys, bounds and defaults are those of {@link
 * PanelConfig}.
 *
 * @param name names it and its key
 * @param door the door
 * @param line the line's address
 * @param address its address on the line
 * @param secureRequired whether it is used only under a key of its own
 * @param lock the output that moves the lock, if one does
 * @param failSecure whether that output is on to open
 * @param inputs what is wired to it
 * @param habits how it looks and sounds
 */
record PanelSettings(
    String name,
    DoorId door,
    String line,
    int address,
    boolean secureRequired,
    OptionalInt lock,
    boolean failSecure,
    List<ReaderInput> inputs,
    Habits habits) {
  /**
   * How it looks and sounds.
   *
   * @param idle its light while nobody is there
   * @param beep whether it beeps
   * @param text whether it writes, where it can
   */
  record Habits(LedColour idle, boolean beep, boolean text) {}

  private static final List<String> KEYS =
      List.of(
          "name",
          "door",
          "line",
          "address",
          "secure",
          "lock",
          "lockType",
          "inputs",
          "idleColour",
          "beep",
          "text");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, {@code line-invalid}
   */
  static PanelSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PanelConfig.PID, properties, KEYS);
    String line = reader.text("line", LineAddress.LONGEST, "");
    LineAddress.of(line);
    List<ReaderInput> inputs = new ArrayList<>();
    for (String input : reader.list("inputs", 16, List.of())) {
      inputs.add(ReaderInput.of(input));
    }
    int lock = reader.text("lock", 40, "").isEmpty() ? -1 : reader.integer("lock", 0, 63, 0);
    return new PanelSettings(
        reader.name("name", null, "front-in"),
        new DoorId(reader.name("door", null, "front-door")),
        line,
        reader.integer("address", 0, 126, 0),
        oneOf(reader, "secure", List.of("required", "optional")).equals("required"),
        lock < 0 ? OptionalInt.empty() : OptionalInt.of(lock),
        oneOf(reader, "lockType", List.of("fail-secure", "fail-safe")).equals("fail-secure"),
        List.copyOf(inputs),
        new Habits(colour(reader), reader.flag("beep", true), reader.flag("text", true)));
  }

  /** Returns whether the two differ in nothing but habits: then the session goes on. */
  boolean sameSession(PanelSettings other) {
    return other.equals(
        new PanelSettings(
            name, door, line, address, secureRequired, lock, failSecure, inputs, other.habits));
  }

  PollSettings poll() {
    return new PollSettings(
        address, secureRequired, PollSettings.USUAL, !inputs.isEmpty(), lock.isPresent());
  }

  private static LedColour colour(SettingsReader reader) throws VestibuleException {
    List<String> names =
        Arrays.stream(LedColour.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(ArrayList::new));
    names.remove("red");
    names.add(0, "red");
    return LedColour.valueOf(oneOf(reader, "idleColour", names).toUpperCase(Locale.ROOT));
  }

  /** The first one is the default. */
  private static String oneOf(SettingsReader reader, String key, List<String> allowed)
      throws VestibuleException {
    String value = reader.text(key, 40, allowed.get(0));
    if (!allowed.contains(value)) {
      throw SettingsReader.invalid(
          PanelConfig.PID,
          key,
          "'" + value + "'",
          String.join(", ", allowed),
          SettingsReader.example(key, allowed.get(0)));
    }
    return value;
  }
}
