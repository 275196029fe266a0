// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;

/** Where what stands. Immutable. */
final class HomeAssistantTopics {
  private final String prefix;
  private final String building;
  private final Pattern set;
  private final Pattern config;
  private final Pattern lockConfig;

  HomeAssistantTopics(String prefix, String building) {
    this.prefix = prefix;
    this.building = building;
    set = Pattern.compile(Pattern.quote(own("door/")) + "([a-z0-9-]{1,63})/set");
    config =
        Pattern.compile(
            Pattern.quote(prefix)
                + "/[a-z_]{1,40}/"
                + Pattern.quote(node())
                + "/[A-Za-z0-9_-]{1,160}/config");
    lockConfig =
        Pattern.compile(
            Pattern.quote(prefix)
                + "/(?:lock|sensor)/"
                + Pattern.quote(node())
                + "/door-([a-z0-9-]{1,63})-lock/config");
  }

  /** Returns the door whose lock is announced there. */
  Optional<DoorId> lockConfig(String topic) {
    return door(lockConfig, topic);
  }

  String building() {
    return building;
  }

  /** Returns the level that all of this gateway's discovery shares. */
  String node() {
    return "vestibule-" + building;
  }

  /** Returns where Home Assistant says that it is there. */
  String birth() {
    return prefix + "/status";
  }

  /** Returns where an entity is announced ("Discovery topic", with a node id). */
  String config(String component, String object) {
    return prefix + "/" + component + "/" + node() + "/" + object + "/config";
  }

  /** Returns the filter for all that was ever announced by this gateway. */
  String configs() {
    return prefix + "/+/" + node() + "/+/config";
  }

  /** Returns whether something is announced there in this gateway's name. */
  boolean isConfig(String topic) {
    return config.matcher(topic).matches();
  }

  /** Returns a topic of the house's own contract. */
  String house(String levels) {
    return "vestibule/" + building + "/" + levels;
  }

  /** Returns where the house tells the state of one of its parts. */
  String status(String name) {
    return house("status/" + name.replaceAll("[^A-Za-z0-9._-]", "-"));
  }

  String lock(DoorId door) {
    return own("door/" + door + "/lock");
  }

  String bell(StationId station) {
    return own("station/" + station + "/bell");
  }

  String set(DoorId door) {
    return own("door/" + door + "/set");
  }

  /** Returns the filter for all commands. */
  String sets() {
    return own("door/+/set");
  }

  /** Returns the door of a command's topic; empty for a topic of another kind or building. */
  Optional<DoorId> door(String topic) {
    return door(set, topic);
  }

  private static Optional<DoorId> door(Pattern form, String topic) {
    Matcher matcher = form.matcher(topic);
    try {
      return matcher.matches() ? Optional.of(new DoorId(matcher.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String own(String levels) {
    return house("home-assistant/" + levels);
  }
}
