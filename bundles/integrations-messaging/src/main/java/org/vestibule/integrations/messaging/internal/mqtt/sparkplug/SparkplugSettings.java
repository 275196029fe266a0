// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.mqtt.ListedDoors;

/**
 * What a site decides about Sparkplug. Immutable.
 *
 * @param group the group id: the second level of its topics
 * @param node the edge node id: how this gateway is called in the group
 * @param doors what a host may open; empty: none
 * @param host the primary host, whose birth is waited for; empty: nobody's
 */
public record SparkplugSettings(
    String group, String node, Set<DoorId> doors, Optional<String> host) {
  /** The keys that {@link #of} reads. */
  public static final List<String> KEYS =
      List.of("sparkplugGroup", "sparkplugNode", "sparkplugDoors", "sparkplugHost");

  /** Copies. */
  public SparkplugSettings {
    doors = Set.copyOf(doors);
  }

  /**
   * Reads them.
   *
   * @param pid for messages
   * @param building the node's name when the site names none
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static SparkplugSettings of(String pid, SettingsReader reader, String building)
      throws VestibuleException {
    String host = level(pid, reader, "sparkplugHost", "");
    return new SparkplugSettings(
        level(pid, reader, "sparkplugGroup", "vestibule"),
        level(pid, reader, "sparkplugNode", building),
        ListedDoors.of(pid, reader, "sparkplugDoors"),
        host.isEmpty() ? Optional.empty() : Optional.of(host));
  }

  /** One level of a topic (Sparkplug 3.0, 4.1: none of '/', '+' and '#'). */
  private static String level(String pid, SettingsReader reader, String key, String fallback)
      throws VestibuleException {
    String value = reader.text(key, 100, fallback);
    if (!value.isEmpty() && !value.matches("[A-Za-z0-9 ._-]+")) {
      throw SettingsReader.invalid(
          pid,
          key,
          "'" + value + "'",
          "A-Z, a-z, 0-9, space, '.', '_' and '-'",
          SettingsReader.example(key, "vestibule"));
    }
    return value;
  }
}
