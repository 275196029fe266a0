// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.onvif.sip.internal.station.NameLists;

/** Reads one ring group. Keys, bounds and defaults are those of {@link RingGroupConfig}. */
final class RingGroupSettings {
  private static final List<String> KEYS =
      List.of("name", "units", "members", "mode", "ringSeconds", "hours", "next");
  private static final int MOST_UNITS = 200;
  private static final int MOST_MEMBERS = 32;
  private static final int MOST_HOURS = 32;

  private RingGroupSettings() {}

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static RingGroup of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(RingGroupConfig.PID, properties, KEYS);
    List<String> members =
        NameLists.users(RingGroupConfig.PID, reader, "members", MOST_MEMBERS, List.of());
    if (members.isEmpty()) {
      throw refused("members", "nothing", "the users of 1 to 32 phones", "hall, kitchen");
    }
    String mode = reader.text("mode", 10, "all");
    if (!mode.equals("all") && !mode.equals("in-turn")) {
      throw refused("mode", "'" + mode + "'", "all or in-turn", "all");
    }
    String next = reader.name("next", "", "night");
    return new RingGroup(
        reader.name("name", null, "flat-4"),
        Set.copyOf(NameLists.units(RingGroupConfig.PID, reader, MOST_UNITS)),
        members,
        mode.equals("in-turn"),
        Duration.ofSeconds(reader.integer("ringSeconds", 5, 120, 30)),
        hours(reader.list("hours", MOST_HOURS, List.of())),
        next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  private static RingHours hours(List<String> words) throws VestibuleException {
    try {
      return RingHours.of(words);
    } catch (IllegalArgumentException e) {
      String found = "'" + String.join(", ", words) + "', " + e.getMessage();
      throw refused("hours", found, "words as in the example", "Mon-Fri 08:00-18:00");
    }
  }

  /** Returns a refusal with an example. */
  static VestibuleException refused(String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        RingGroupConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
