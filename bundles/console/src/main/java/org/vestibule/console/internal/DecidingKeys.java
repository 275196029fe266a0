// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.access.Permission;

/**
 * The keys that decide more than their configuration, and what each needs besides the permission
 * for it. Names are those of the forms, without what all of them begin with.
 */
final class DecidingKeys {
  private static final Map<String, Permission> BY_KEY = new HashMap<>();

  /**
   * What opens doors from outside once it is on: then every key beside it counts, for it says who
   * is at the other end.
   */
  private static final Set<String> ARMING =
      Set.of(
          "mqtt/commands",
          "mqtt/homeAssistantDoors",
          "mqtt/sparkplugDoors",
          "mqtt.broker/commands",
          "mqtt.broker/homeAssistantDoors",
          "mqtt.broker/sparkplugDoors",
          "netbox/sync",
          "onguard/sync",
          "sip.phone/opens",
          "slack/open");

  private static final Set<String> OFF = Set.of("", "off", "false");

  /** Left out, it means everybody. */
  private static final Map<String, String> WIDE_WHEN_ABSENT = Map.of("sip.phone", "units");

  /** Whose values say who somebody is. */
  private static final Set<String> NAMING =
      Set.of("sip.phone/person", "sip.phone/units", "slack/people");

  static {
    // Whoever reaches the broker or the channel would open doors.
    for (String pid : Set.of("mqtt", "mqtt.broker")) {
      need(Permission.CHANGE_ACCOUNTS, pid, "commands", "homeAssistantDoors", "sparkplugDoors");
    }
    need(Permission.CHANGE_ACCOUNTS, "slack", "open", "people");
    // Who may reach the house's own broker, and whether they are overheard.
    need(
        Permission.CHANGE_ACCOUNTS,
        "broker",
        "address",
        "tlsAddress",
        "allowInsecure",
        "gatewayTopics");
    // A phone that opens, whose it is, and by which keys.
    need(Permission.CHANGE_RIGHTS, "sip.phone", "opens", "person", "units");
    need(
        Permission.CHANGE_RIGHTS,
        "calls",
        "openKeys",
        "declineKeys",
        "assistantKeys",
        "parcelRoomKeys",
        "encryption");
    need(Permission.CHANGE_RIGHTS, "media", "latch");
    // By what a door opens, and whose list of people counts.
    need(Permission.CHANGE_RIGHTS, "door", "methods");
    // Also before it is switched on: whoever does that finds there what was put there.
    for (String pid : Set.of("netbox", "onguard")) {
      need(
          Permission.CHANGE_RIGHTS,
          pid,
          "sync",
          "url",
          "allowPlain",
          "caFile",
          "personField",
          "panel",
          "cardFormat",
          "cardType",
          "facility",
          "cacheHours");
    }
    // Which card a reader's bits are.
    need(Permission.CHANGE_RIGHTS, "cardformat", "name", "bits", "facility", "number", "parity");
    // How good a picture must be for a face to count.
    need(Permission.CHANGE_RIGHTS, "vision.camera", "infrared", "minSharpness", "stricterBy");
    // What is told to whom, and where a silent alarm is: somebody may read along beside the
    // threatened person.
    for (String pid : Set.of("mqtt", "mqtt.broker", "slack", "teams", "webhook")) {
      need(Permission.CHANGE_POLICY, pid, "duress");
    }
    need(Permission.CHANGE_POLICY, "webhook", "url", "events");
    need(Permission.CHANGE_POLICY, "slack", "url", "channel", "api", "what", "consoleUrl");
    need(Permission.CHANGE_POLICY, "teams", "url", "what", "consoleUrl");
    // Whether words and pictures are kept, how long faces and events are, and for what.
    need(Permission.CHANGE_POLICY, "outbox", "ageHours", "deadLetters");
    need(Permission.CHANGE_POLICY, "core", "transcripts", "pictures", "correctionMinutes");
    need(Permission.CHANGE_POLICY, "vision.thresholds", "enrolledAsCohort");
    need(Permission.RESTORE, "store.database", "backups.keep");
    // What a sentence is taken for, and to whom the token of a service goes.
    need(Permission.TEACH, "intent", "emergencyThreshold", "acceptThreshold", "nearestThreshold");
    need(Permission.KEEP_SECRETS, "phrasing", "endpoint", "allowedHosts");
    // Whose telephone system carries the phones.
    need(Permission.WIRE_DOORS, "sip", "registrar", "registrarUser", "realm");
  }

  private DecidingKeys() {}

  private static void need(Permission permission, String pid, String... keys) {
    for (String key : keys) {
      BY_KEY.put(pid + "/" + key, permission);
    }
  }

  /** Returns what a key needs besides the permission for its configuration. */
  static Optional<Permission> of(String pid, String key) {
    return Optional.ofNullable(BY_KEY.get(name(pid, key)));
  }

  /** Returns what every key of a configuration needs that has these values. */
  static Set<Permission> armed(String pid, Map<String, String> values) {
    Set<Permission> armed = new TreeSet<>();
    values.forEach(
        (key, value) -> {
          if (ARMING.contains(name(pid, key)) && !OFF.contains(value.strip())) {
            armed.add(BY_KEY.get(name(pid, key)));
          }
        });
    return armed;
  }

  /** Returns the key that has to be allowed although nobody names it, when one is made. */
  static Optional<String> wideWhenAbsent(String pid) {
    return Optional.ofNullable(WIDE_WHEN_ABSENT.get(SettingTable.shortName(pid)));
  }

  /** Returns whether a value of this key says who somebody is. */
  static boolean names(String pid, String key) {
    return NAMING.contains(name(pid, key));
  }

  private static String name(String pid, String key) {
    return SettingTable.shortName(pid) + "/" + key;
  }
}
