// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorSignal;

/**
 * What the devices at one door say, each kept apart. A device that is gone leaves its last word
 * behind: an open case or a fire is not over because nobody can tell of it any more. Not
 * thread-safe.
 */
final class Inputs {
  /** Devices that may report the same of one door. */
  static final int MOST_SOURCES = 16;

  /** What outlives the device that said it, and a restart. */
  private static final Set<DoorSignal> LASTING =
      Set.of(DoorSignal.TAMPER, DoorSignal.POWER_LOST, DoorSignal.FIRE_RELEASE);

  private record Said(boolean active, boolean here) {}

  private final Map<DoorSignal, Map<String, Said>> said = new EnumMap<>(DoorSignal.class);

  Inputs() {
    for (DoorSignal signal : DoorSignal.values()) {
      said.put(signal, new TreeMap<>());
    }
  }

  /** Notes what a device says; returns whether there was room for it. */
  boolean say(String source, DoorSignal signal, boolean active) {
    Map<String, Said> all = said.get(signal);
    if (all.size() >= MOST_SOURCES && !all.containsKey(source)) {
      return false;
    }
    all.put(source, new Said(active, true));
    return true;
  }

  /** Notes that a device is gone. */
  void gone(String source) {
    said.values()
        .forEach(
            all -> all.computeIfPresent(source, (name, last) -> new Said(last.active(), false)));
  }

  /** Forgets the devices that are gone, but no fire. */
  void forgetGone() {
    said.forEach(
        (signal, all) ->
            all.values()
                .removeIf(
                    last -> !last.here() && !(signal == DoorSignal.FIRE_RELEASE && last.active())));
  }

  /** Returns where the leaf is: open wins, and one contact that is gone makes it unknown. */
  DoorContact contact() {
    boolean lost = false;
    boolean closed = false;
    for (Said last : said.get(DoorSignal.CONTACT_OPEN).values()) {
      if (last.here() && last.active()) {
        return DoorContact.OPEN;
      }
      lost |= !last.here();
      closed |= last.here();
    }
    return closed && !lost ? DoorContact.CLOSED : DoorContact.UNKNOWN;
  }

  /** Returns whether any device says so, or said so last. */
  boolean active(DoorSignal signal) {
    boolean lasting = LASTING.contains(signal);
    return said.get(signal).values().stream()
        .anyMatch(last -> last.active() && (last.here() || lasting));
  }

  /** Returns who says what of all that outlives a restart. */
  Map<DoorSignal, Set<String>> lasting() {
    Map<DoorSignal, Set<String>> kept = new EnumMap<>(DoorSignal.class);
    for (DoorSignal signal : LASTING) {
      Set<String> sources = new TreeSet<>();
      said.get(signal)
          .forEach(
              (source, last) -> {
                if (last.active()) {
                  sources.add(source);
                }
              });
      if (!sources.isEmpty()) {
        kept.put(signal, sources);
      }
    }
    return kept;
  }

  /** Takes what was kept, as of devices that are gone until they speak. */
  void restore(Map<DoorSignal, Set<String>> kept) {
    kept.forEach(
        (signal, sources) ->
            sources.stream()
                .limit(MOST_SOURCES)
                .forEach(source -> said.get(signal).put(source, new Said(true, false))));
  }
}
