// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the topics of devices mean to a door station. Makers do not agree on names. */
enum Topic {
  /** An input that is wired. */
  INPUT,
  /** A button that the device itself knows to be its bell. */
  BELL,
  /** Something moves before the camera. */
  MOTION,
  /** A case is open, or a lens is covered. */
  TAMPER,
  /** A leaf is open or closed. */
  LEAF,
  /** A relay. */
  RELAY,
  /** Nothing that matters here. */
  OTHER;

  private static final Set<String> ON =
      Set.of("true", "1", "active", "on", "open", "pressed", "tampered", "tamperdetected", "high");
  private static final Set<String> OFF =
      Set.of(
          "false",
          "0",
          "inactive",
          "off",
          "closed",
          "released",
          "nottampered",
          "notamper",
          "nottamper",
          "notintamper",
          "low");

  /** Returns what an event is about. */
  static Topic of(String topic) {
    String lower = topic.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/]", "");
    String last = lower.substring(lower.lastIndexOf('/') + 1);
    if (lower.contains("doorbell") || lower.contains("callbutton") || last.equals("visitor")) {
      return BELL;
    }
    if (lower.contains("tamper") || last.equals("globalscenechange")) {
      return TAMPER;
    }
    if (lower.endsWith("trigger/digitalinput") || last.equals("digitalinput")) {
      return INPUT;
    }
    if (lower.endsWith("trigger/relay")) {
      return RELAY;
    }
    if (last.equals("doorphysicalstate")) {
      return LEAF;
    }
    boolean looks = lower.startsWith("ruleengine/") || lower.startsWith("videosource/");
    return looks && last.startsWith("motion") ? MOTION : OTHER;
  }

  /** Returns what the data of an event say, if they say on or off at all. */
  static Optional<Boolean> state(DeviceEvent event) {
    for (String value : event.data().values()) {
      String word = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      if (ON.contains(word)) {
        return Optional.of(true);
      }
      if (OFF.contains(word)) {
        return Optional.of(false);
      }
    }
    return Optional.empty();
  }
}
