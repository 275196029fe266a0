// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.status.Status;

/** What the metrics are, by name, and what each holds now. Pure. */
final class Values {
  /** Asks for all births anew (Sparkplug 3.0, 6.4.19 "NBIRTH"). */
  static final String REBIRTH = "Node Control/Rebirth";

  /** Ties a birth to its death. */
  static final String BD_SEQ = "bdSeq";

  /** Opens a door once, for a moment. */
  static final String OPEN = "Control/Open";

  /** Where the lock is. */
  static final String STATE = "State";

  private static final String PART = "Status/";

  private Values() {}

  /**
   * Returns those of the gateway, but for {@link #REBIRTH} and {@link #BD_SEQ}.
   *
   * @param parts what each part says of itself
   * @param known metrics of parts that were there: one that is gone is stopped, not missing
   */
  static Map<String, Object> node(String building, Map<String, Status> parts, Set<String> known) {
    Map<String, Object> values = new TreeMap<>();
    values.put("Properties/Building", building);
    values.put("Properties/Product", "Vestibule");
    known.stream()
        .filter(name -> name.startsWith(PART))
        .forEach(name -> values.put(name, Status.State.STOPPED.name()));
    parts.forEach((name, status) -> values.put(PART + name, status.state().name()));
    return values;
  }

  /**
   * Returns those of a door.
   *
   * @param workable whether a host may open it
   */
  static Map<String, Object> door(DoorInfo door, Set<DoorId> workable) {
    Map<String, Object> values = new TreeMap<>();
    values.put("Properties/Title", door.title());
    values.put(STATE, door.state().name());
    values.put("Contact", door.contact().name());
    for (DoorAlarm alarm : DoorAlarm.values()) {
      values.put("Alarms/" + words(alarm), door.alarms().contains(alarm));
    }
    if (workable.contains(door.id())) {
      values.put(OPEN, false);
    }
    return values;
  }

  private static String words(DoorAlarm alarm) {
    StringBuilder words = new StringBuilder();
    for (String word : alarm.label().split("-")) {
      words.append(words.isEmpty() ? "" : " ");
      words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return words.toString();
  }
}
