// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderFront;

/**
 * What the access panel of a door wants of its stations: what they show for it, and the keys that
 * it takes. Where this gateway is no panel's reader it wants nothing. Thread-safe.
 */
final class ReaderFronts {
  private volatile ReaderFront front;

  void set(ReaderFront service) {
    front = service;
  }

  void unset(ReaderFront service) {
    if (front == service) {
      front = null;
    }
  }

  /** Offers keys to the door's panel; returns whether they are its, and then nobody else's. */
  boolean keyed(DoorId door, String keys) {
    ReaderFront service = front;
    return service != null && service.keyed(door, keys);
  }

  /** Returns what to show for the door's panel; empty where there is none. */
  Optional<Map<String, Object>> shown(DoorId door) {
    return display(door).map(ReaderFronts::fields);
  }

  /** Returns what the door's panel wants shown; empty where there is none. */
  Optional<ReaderDisplay> display(DoorId door) {
    ReaderFront service = front;
    return service == null ? Optional.empty() : service.display(door);
  }

  private static Map<String, Object> fields(ReaderDisplay display) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "light",
        display.light().map(light -> light.name().toLowerCase(Locale.ROOT)).orElse("dark"));
    fields.put("blinking", display.blinking());
    fields.put("beeping", display.beeping());
    fields.put("text", display.text());
    return fields;
  }

  /** No panel has this gateway as a reader at the station's door. */
  static Refusal noReader() {
    return new Refusal(
        404,
        "no-reader",
        "station",
        "no access panel has this gateway as a reader at its door",
        "a door with a reader of org.vestibule.osdp.reader",
        "Configure the reader, or do not ask.");
  }

  /** The keys are nobody's: no visit is open, and no panel takes them. */
  static Refusal notTaken() {
    return new Refusal(
        409,
        "keys-not-taken",
        "keys",
        "no access panel takes the keys of this door",
        "a reader with keypad = panel, or an open visit",
        "Press the bell, and send the keys with its visit.");
  }
}
