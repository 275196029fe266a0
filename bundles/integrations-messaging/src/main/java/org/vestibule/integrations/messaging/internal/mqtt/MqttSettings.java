// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.mqtt.homeassistant.HomeAssistantSettings;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.SparkplugSettings;

/**
 * The configuration of one broker in force, checked. Keys, bounds and defaults are those of {@link
 * MqttConfig}.
 *
 * @param duress whether silent alarms are told
 * @param commands whether doors may be worked by messages
 */
record MqttSettings(
    ServerSettings server,
    String building,
    boolean duress,
    boolean commands,
    Optional<HomeAssistantSettings> homeAssistant,
    Optional<SparkplugSettings> sparkplug) {
  /** MQTT is off. */
  static final MqttSettings OFF = off();

  private static final String FURTHER_NAME = "name";

  /** Leaves room for what stands before it in the names of sinks. */
  private static final int MOST_NAME = 40;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @param pid {@link MqttConfig#PID} or {@link MqttConfig#FURTHER_PID}, where a name is known, too
   * @throws VestibuleException {@code configuration-invalid}
   */
  static MqttSettings of(String pid, Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(pid, properties, keys());
    checkName(pid, reader);
    String building = reader.name("building", "home", "home");
    boolean home = onOrOff(pid, reader, "homeAssistant");
    boolean node = onOrOff(pid, reader, "sparkplug");
    // What is off is checked as well: whoever switches it on later finds it right.
    HomeAssistantSettings homeAssistant = HomeAssistantSettings.of(pid, reader);
    SparkplugSettings sparkplug = SparkplugSettings.of(pid, reader, building);
    return new MqttSettings(
        ServerSettings.of(pid, reader, building),
        building,
        onOrOff(pid, reader, "duress"),
        onOrOff(pid, reader, "commands"),
        home ? Optional.of(homeAssistant) : Optional.empty(),
        node ? Optional.of(sparkplug) : Optional.empty());
  }

  /** Returns the name of a further broker; {@code unnamed} when it has none that is allowed. */
  static String name(Map<String, ?> properties) {
    try {
      return Identifier.require(FURTHER_NAME, String.valueOf(properties.get(FURTHER_NAME)).strip());
    } catch (IllegalArgumentException e) {
      return "unnamed";
    }
  }

  /** Returns the topic below this building. */
  String topic(String levels) {
    return "vestibule/" + building + "/" + levels;
  }

  /** Further brokers are told apart by their names; the main one has none. */
  private static void checkName(String pid, SettingsReader reader) throws VestibuleException {
    if (!pid.equals(MqttConfig.FURTHER_PID)) {
      String name = reader.text(FURTHER_NAME, 300, "");
      if (!name.isEmpty()) {
        throw SettingsReader.invalid(
            pid,
            FURTHER_NAME,
            "'" + name + "'",
            "none",
            "Leave it out, or configure a further broker under " + MqttConfig.FURTHER_PID + ".");
      }
      return;
    }
    String name = reader.name(FURTHER_NAME, null, "lift");
    if (name.length() > MOST_NAME) {
      throw SettingsReader.invalid(
          pid, FURTHER_NAME, "'" + name + "'", "at most " + MOST_NAME, "Shorten the name.");
    }
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(ServerSettings.KEYS);
    keys.addAll(
        List.of(FURTHER_NAME, "building", "duress", "commands", "homeAssistant", "sparkplug"));
    keys.addAll(HomeAssistantSettings.KEYS);
    keys.addAll(SparkplugSettings.KEYS);
    return keys;
  }

  private static boolean onOrOff(String pid, SettingsReader reader, String key)
      throws VestibuleException {
    String word = reader.text(key, 300, "off");
    if (!word.equals("on") && !word.equals("off")) {
      throw SettingsReader.invalid(
          pid, key, "'" + word + "'", "on or off", SettingsReader.example(key, "off"));
    }
    return word.equals("on");
  }

  private static MqttSettings off() {
    try {
      return of(MqttConfig.PID, Map.of());
    } catch (VestibuleException e) {
      throw new IllegalStateException("the defaults are allowed", e);
    }
  }
}
