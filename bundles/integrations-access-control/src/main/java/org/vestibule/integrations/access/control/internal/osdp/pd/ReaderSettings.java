// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.line.LineAddress;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;

/**
 * One reader's configuration, checked. Keys, bounds and defaults are those of {@link ReaderConfig}.
 *
 * @param name names it and its key
 * @param door the door that the panel opens
 * @param line as {@link LineAddress} reads it
 * @param address 0 to 126
 * @param answers what the panel's lights and outputs mean
 * @param answer within this time the panel answers a card
 * @param debounce for so long the same person's card is not sent again
 * @param clearText whether cards go in clear while there is no key
 * @param panelKeys whether the keys of the door's stations are for the panel
 * @param trace where frames are written
 */
record ReaderSettings(
    String name,
    DoorId door,
    String line,
    int address,
    Answers answers,
    Duration answer,
    Duration debounce,
    boolean clearText,
    boolean panelKeys,
    Optional<Path> trace) {
  private static final List<String> KEYS =
      List.of(
          "name",
          "door",
          "line",
          "address",
          "granted",
          "denied",
          "answerMillis",
          "debounceMillis",
          "clearText",
          "keypad",
          "traceFile");
  private static final String OUTPUT = "output";
  private static final String HOUSE = "house";
  private static final String PANEL = "panel";

  /**
   * What the panel's lights and outputs mean.
   *
   * @param granted these colours: the door opens
   * @param denied these colours: it does not
   * @param outputGrants whether an output that is switched on says that the door opens
   */
  record Answers(Set<LedColour> granted, Set<LedColour> denied, boolean outputGrants) {}

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, {@code line-invalid}
   */
  static ReaderSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(ReaderConfig.PID, properties, KEYS);
    String line = reader.text("line", LineAddress.LONGEST, "");
    LineAddress.of(line);
    Optional<Path> trace = reader.path("traceFile", 4096);
    if (trace.isPresent() && !trace.get().isAbsolute()) {
      throw SettingsReader.invalid(
          ReaderConfig.PID,
          "traceFile",
          "'" + trace.get() + "'",
          "an absolute path",
          SettingsReader.example("traceFile", "/var/tmp/front-door.osdpcap"));
    }
    return new ReaderSettings(
        reader.name("name", null, "front-reader"),
        new DoorId(reader.name("door", null, "front-door")),
        line,
        reader.integer("address", 0, 126, 0),
        answers(reader),
        Duration.ofMillis(reader.integer("answerMillis", 100, 10_000, 1500)),
        Duration.ofMillis(reader.integer("debounceMillis", 1000, 60_000, 5000)),
        reader.flag("clearText", false),
        panelKeys(reader),
        trace);
  }

  private static boolean panelKeys(SettingsReader reader) throws VestibuleException {
    String whose = reader.text("keypad", 20, HOUSE);
    if (!whose.equals(HOUSE) && !whose.equals(PANEL)) {
      throw SettingsReader.invalid(
          ReaderConfig.PID,
          "keypad",
          "'" + whose + "'",
          HOUSE + " or " + PANEL,
          SettingsReader.example("keypad", PANEL));
    }
    return whose.equals(PANEL);
  }

  /** Returns the speed of its line, for a panel that asks; 9600 where the line has none. */
  int baud() {
    try {
      return LineAddress.of(line) instanceof LineAddress.Serial serial ? serial.baud() : 9600;
    } catch (VestibuleException e) {
      throw new IllegalStateException("the line was checked before", e);
    }
  }

  private static Answers answers(SettingsReader reader) throws VestibuleException {
    List<String> granted = reader.list("granted", 8, List.of("green"));
    List<String> denied = reader.list("denied", 8, List.of("red"));
    Set<LedColour> yes = colours("granted", granted, true);
    Set<LedColour> no = colours("denied", denied, false);
    if (granted.isEmpty() || yes.stream().anyMatch(no::contains)) {
      throw SettingsReader.invalid(
          ReaderConfig.PID,
          "granted",
          granted.isEmpty() ? "nothing" : "a colour that stands in denied too",
          "at least one sign, and none of those of denied",
          SettingsReader.example("granted", "green"));
    }
    return new Answers(yes, no, granted.contains(OUTPUT));
  }

  private static Set<LedColour> colours(String key, List<String> names, boolean output)
      throws VestibuleException {
    Set<LedColour> colours = EnumSet.noneOf(LedColour.class);
    for (String name : names) {
      if (output && name.equals(OUTPUT)) {
        continue;
      }
      Optional<LedColour> colour =
          EnumSet.complementOf(EnumSet.of(LedColour.NONE)).stream()
              .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst();
      colours.add(
          colour.orElseThrow(
              () ->
                  SettingsReader.invalid(
                      ReaderConfig.PID,
                      key,
                      "'" + name + "'",
                      "red, green, amber, blue, magenta, cyan, white"
                          + (output ? ", or output" : ""),
                      SettingsReader.example(key, output ? "green" : "red"))));
    }
    return colours;
  }
}
