// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/**
 * Who may see and change which configuration. What is not in it cannot be changed by anybody here:
 * whoever adds a form decides it in this table. Nobody can give themselves a right by a setting:
 * whatever decides who asks, who opens and what leaves needs the permission for just that, in
 * addition to the one for its configuration.
 */
final class SettingTable {
  private static final String PREFIX = "org.vestibule.";
  private static final Pattern REFERENCE = Pattern.compile("secret:[a-z0-9-]{1,63}");

  private static final Map<String, Permission> BY_PID =
      Map.ofEntries(
          // Who asks, how they prove it, and over which wire: a role could be made up with these.
          entry("access", Permission.CHANGE_ACCOUNTS),
          entry("broker.user", Permission.CHANGE_ACCOUNTS),
          entry("coap", Permission.CHANGE_ACCOUNTS),
          entry("coap.peer", Permission.CHANGE_ACCOUNTS),
          entry("console", Permission.CHANGE_ACCOUNTS),
          entry("network", Permission.CHANGE_ACCOUNTS),
          entry("onvif.device", Permission.CHANGE_ACCOUNTS),
          // Who passes when, by what, and how alike a face must be.
          entry("cards", Permission.CHANGE_RIGHTS),
          entry("core", Permission.CHANGE_RIGHTS),
          entry("rights", Permission.CHANGE_RIGHTS),
          entry("ringgroup", Permission.CHANGE_RIGHTS),
          entry("rule", Permission.CHANGE_RIGHTS),
          entry("schedule", Permission.CHANGE_RIGHTS),
          entry("vision", Permission.CHANGE_RIGHTS),
          entry("vision.thresholds", Permission.CHANGE_RIGHTS),
          entry("zone", Permission.CHANGE_RIGHTS),
          // The law of the site, what leaves the building and to whom words are shown.
          entry("egress", Permission.CHANGE_POLICY),
          entry("identification", Permission.CHANGE_POLICY),
          entry("papers", Permission.CHANGE_POLICY),
          entry("phrasing", Permission.CHANGE_POLICY),
          entry("store.site", Permission.CHANGE_POLICY),
          // What holds the keys, and how many backups there are to go back to.
          entry("store.database", Permission.BACK_UP),
          entry("store.vault", Permission.KEEP_VAULT),
          // Which model serves, and with how much of the machine.
          entry("models", Permission.CHANGE_MODELS),
          entry("runtime-onnx", Permission.CHANGE_MODELS),
          // Which wire moves which lock, and which panel stands at which door.
          entry("akuvox", Permission.WIRE_DOORS),
          entry("cardformat", Permission.WIRE_DOORS),
          entry("dahua", Permission.WIRE_DOORS),
          entry("door", Permission.WIRE_DOORS),
          entry("doorbird", Permission.WIRE_DOORS),
          entry("hikvision", Permission.WIRE_DOORS),
          entry("httprelay", Permission.WIRE_DOORS),
          entry("modbus", Permission.WIRE_DOORS),
          entry("netbox", Permission.WIRE_DOORS),
          entry("onguard", Permission.WIRE_DOORS),
          entry("osdp.panel", Permission.WIRE_DOORS),
          entry("osdp.reader", Permission.WIRE_DOORS),
          entry("sip.phone", Permission.WIRE_DOORS),
          entry("station.2n", Permission.WIRE_DOORS),
          entry("station.akuvox", Permission.WIRE_DOORS),
          entry("station.dahua", Permission.WIRE_DOORS),
          entry("station.doorbird", Permission.WIRE_DOORS),
          entry("station.hikvision", Permission.WIRE_DOORS),
          entry("station.http", Permission.WIRE_DOORS),
          entry("station.onvif", Permission.WIRE_DOORS),
          entry("station.rtsp", Permission.WIRE_DOORS),
          entry("station.sip", Permission.WIRE_DOORS),
          entry("twon", Permission.WIRE_DOORS),
          // How the parts work; what they may tell others is held by egress.
          entry("audio", Permission.CHANGE_FEATURES),
          entry("audio.line", Permission.CHANGE_FEATURES),
          entry("broker", Permission.CHANGE_FEATURES),
          entry("calls", Permission.CHANGE_FEATURES),
          entry("echo", Permission.CHANGE_FEATURES),
          entry("intent", Permission.CHANGE_FEATURES),
          entry("intent.summary", Permission.CHANGE_FEATURES),
          entry("media", Permission.CHANGE_FEATURES),
          entry("mqtt", Permission.CHANGE_FEATURES),
          entry("mqtt.broker", Permission.CHANGE_FEATURES),
          entry("ota", Permission.CHANGE_FEATURES),
          entry("outbox", Permission.CHANGE_FEATURES),
          entry("sip", Permission.CHANGE_FEATURES),
          entry("slack", Permission.CHANGE_FEATURES),
          entry("synthesis", Permission.CHANGE_FEATURES),
          entry("teams", Permission.CHANGE_FEATURES),
          entry("video", Permission.CHANGE_FEATURES),
          entry("vision.camera", Permission.CHANGE_FEATURES),
          entry("webhook", Permission.CHANGE_FEATURES));

  private SettingTable() {}

  /** Returns what a configuration needs; empty for one that cannot be changed here. */
  static Optional<Permission> permission(String pid) {
    return pid.startsWith(PREFIX)
        ? Optional.ofNullable(BY_PID.get(pid.substring(PREFIX.length())))
        : Optional.empty();
  }

  /** Returns a name of a configuration without what all of them begin with. */
  static String shortName(String pid) {
    return pid.startsWith(PREFIX) ? pid.substring(PREFIX.length()) : pid;
  }

  /** Returns whether somebody sees a configuration at all. */
  static boolean sees(Caller caller, String pid) {
    return permission(pid).filter(caller::mayEverywhere).isPresent();
  }

  /**
   * Returns the first permission that somebody lacks for one key of what they may change.
   *
   * @param reference whether its value is to be a secret of the house, not a file, or nothing
   */
  static Optional<Permission> lacks(Caller caller, String pid, Setting setting, boolean reference) {
    List<Permission> needed = new ArrayList<>();
    DecidingKeys.of(pid, setting.key()).ifPresent(needed::add);
    if (setting.isSecret()) {
      needed.add(Permission.KEEP_SECRETS);
    }
    if (setting.isPath()) {
      // The gateway would read, send or run whatever file is named: its own keys, for one.
      needed.add(reference ? Permission.KEEP_SECRETS : Permission.KEEP_VAULT);
    }
    return needed.stream().filter(one -> !caller.mayEverywhere(one)).findFirst();
  }

  /**
   * Returns the keys that decide more than their configuration. Secrets and files go with it when
   * it is removed; these do not: made anew it would have their defaults.
   */
  static Set<String> deciding(SettingForm form, Collection<String> keys) {
    return keys.stream()
        .filter(key -> DecidingKeys.of(form.pid(), key).isPresent())
        .collect(Collectors.toSet());
  }

  /**
   * Refuses whoever may not set these keys to these values.
   *
   * @param next all values from now on
   * @throws Problem 404 {@code unknown-setting} for what they do not see, 403 {@code
   *     permission-missing} for a key that they see and may not change
   */
  static void check(
      Caller caller, SettingForm form, Collection<String> keys, Map<String, String> next)
      throws Problem {
    if (!sees(caller, form.pid())) {
      throw unknown(form.pid());
    }
    for (String key : keys) {
      Optional<Permission> missing =
          form.setting(key)
              .flatMap(
                  setting ->
                      lacks(caller, form.pid(), setting, isReference(setting, next.get(key))));
      if (missing.isPresent()) {
        throw Guard.missing(
            missing.get(), ", for " + key + " of " + form.pid() + " in the whole building");
      }
    }
  }

  /**
   * Refuses whoever may not have what opens doors from outside changed, whichever key of it.
   *
   * @throws Problem 403 {@code permission-missing}
   */
  static void checkArmed(Caller caller, SettingForm form, Map<String, String> values)
      throws Problem {
    for (Permission needed : DecidingKeys.armed(form.pid(), values)) {
      if (!caller.mayEverywhere(needed)) {
        throw Guard.missing(needed, ", for " + form.pid() + ", which opens doors from outside");
      }
    }
  }

  /** A name of a secret where one may stand, or nothing: no file of this machine. */
  private static boolean isReference(Setting setting, String value) {
    return value == null || (setting.takesReference() && REFERENCE.matcher(value).matches());
  }

  static Problem unknown(String id) {
    return new Problem(
        404,
        "unknown-setting",
        "configuration",
        Request.shortened(id),
        "one listed under /api/settings",
        "Look it up again; its bundle may have been removed.");
  }
}
