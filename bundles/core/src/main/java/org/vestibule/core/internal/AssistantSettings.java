// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;

/**
 * Whether and where visitors are asked what they want before anybody is called, and who is called
 * then.
 *
 * @param on whether there is an assistant at all
 * @param stations where it asks; everywhere when empty
 * @param routing who is called
 */
public record AssistantSettings(boolean on, Set<String> stations, Routing routing) {
  static final String KEY = "assistant";
  static final String STATIONS = "assistantStations";
  private static final int MOST = 200;

  /** Copies the set. */
  public AssistantSettings {
    stations = Set.copyOf(stations);
  }

  static AssistantSettings of(SettingsReader reader) throws VestibuleException {
    String word = reader.text(KEY, 20, "off");
    if (!word.equals("on") && !word.equals("off")) {
      throw SettingsReader.invalid(
          CoreSettings.PID, KEY, "'" + word + "'", "off or on", SettingsReader.example(KEY, "on"));
    }
    List<String> stations = reader.list(STATIONS, MOST, List.of());
    for (String station : stations) {
      try {
        new StationId(station);
      } catch (IllegalArgumentException e) {
        throw SettingsReader.invalid(
            CoreSettings.PID,
            STATIONS,
            "'" + station + "'",
            "ids of stations, each 1 to 63 of a-z, 0-9 and '-'",
            SettingsReader.example(STATIONS, "yard"));
      }
    }
    return new AssistantSettings(word.equals("on"), Set.copyOf(stations), Routing.of(reader));
  }

  /** Returns whether visitors are asked at this station. */
  public boolean at(StationId station) {
    return on && (stations.isEmpty() || stations.contains(station.value()));
  }
}
