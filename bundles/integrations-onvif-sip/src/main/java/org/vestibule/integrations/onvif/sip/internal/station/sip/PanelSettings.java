// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.onvif.sip.internal.station.NameLists;

/**
 * How one panel is answered. Keys and defaults are those of {@link PanelConfig}.
 *
 * @param pickUp when its call is answered
 * @param houseNumbers what it dials for whoever is there
 * @param dial whether the house may call it
 */
record PanelSettings(PickUp pickUp, Set<String> houseNumbers, boolean dial) {
  /** Keys beyond those that each station has. */
  static final List<String> KEYS = List.of("pickUp", "houseNumbers", "dial");

  private static final int MOST_NUMBERS = 20;

  /** When a panel's call is answered. */
  enum PickUp {
    /** At once (200). */
    AT_ONCE,
    /** When somebody talks to the visitor; until then it is heard (183). */
    EARLY,
    /** When somebody talks to the visitor; until then it rings (180). */
    WHEN_ANSWERED
  }

  /** Copies. */
  PanelSettings {
    houseNumbers = Set.copyOf(houseNumbers);
  }

  /**
   * Reads what a configuration says.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static PanelSettings of(SettingsReader reader) throws VestibuleException {
    return new PanelSettings(
        pickUp(reader.text("pickUp", 20, "at-once")),
        Set.copyOf(
            NameLists.users(
                PanelConfig.PID, reader, "houseNumbers", MOST_NUMBERS, List.of("house"))),
        reader.flag("dial", true));
  }

  private static PickUp pickUp(String word) throws VestibuleException {
    return switch (word) {
      case "at-once" -> PickUp.AT_ONCE;
      case "early" -> PickUp.EARLY;
      case "when-answered" -> PickUp.WHEN_ANSWERED;
      default ->
          throw SettingsReader.invalid(
              PanelConfig.PID,
              "pickUp",
              "'" + word + "'",
              "at-once, early or when-answered",
              SettingsReader.example("pickUp", "at-once"));
    };
  }
}
