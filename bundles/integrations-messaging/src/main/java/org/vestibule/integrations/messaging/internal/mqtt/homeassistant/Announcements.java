// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.egress.DataClass;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;
import org.vestibule.integrations.messaging.internal.mqtt.homeassistant.Discovery.Announced;

/**
 * What stands announced at the broker. What is gone is taken away, also if it was announced before
 * this gateway was started; but only when it stayed away for a while, because doors come one by one
 * while a gateway starts, and Home Assistant forgets what somebody arranged for an entity that
 * vanishes. Used by one thread.
 */
final class Announcements {
  /** How long something stays away before it is gone. */
  static final Duration GRACE = Duration.ofMinutes(1);

  /** How many foreign or former announcements are remembered, so that nobody fills the memory. */
  private static final int MOST = 4000;

  private final Clock clock;
  private final Map<String, String> told = new TreeMap<>();
  private final Map<String, Instant> unwanted = new TreeMap<>();

  Announcements(Clock clock) {
    this.clock = clock;
  }

  /** Notes what the broker kept from before. */
  void found(String topic) {
    if (!told.containsKey(topic) && unwanted.size() < MOST) {
      unwanted.putIfAbsent(topic, clock.instant());
    }
  }

  /** Forgets what was told, so that all is told again. */
  void again() {
    told.replaceAll((topic, text) -> "");
  }

  /**
   * Returns what must be published so that exactly this is announced.
   *
   * @param all whether everything is known by now; while it is not, nothing is taken away
   */
  List<Publication> agree(Map<String, Announced> wanted, boolean all) {
    List<Publication> out = new ArrayList<>();
    Instant now = clock.instant();
    if (!all) {
      unwanted.replaceAll((topic, since) -> now);
    }
    for (String topic : told.keySet()) {
      if (!wanted.containsKey(topic)) {
        unwanted.putIfAbsent(topic, now);
      }
    }
    unwanted.keySet().removeAll(wanted.keySet());
    Set<String> objects = new TreeSet<>();
    wanted.keySet().forEach(topic -> objects.add(object(topic)));
    unwanted
        .entrySet()
        .removeIf(
            entry -> {
              boolean replaced = objects.contains(object(entry.getKey()));
              boolean gone = !entry.getValue().isAfter(now.minus(GRACE)) || replaced;
              if (gone) {
                told.remove(entry.getKey());
                out.add(empty(entry.getKey()));
              }
              return gone;
            });
    wanted.forEach(
        (topic, announced) -> {
          String text = announced.config();
          if (!text.equals(told.put(topic, text))) {
            out.add(publication(topic, text, announced.what()));
          }
        });
    return out;
  }

  /** Returns what takes everything away. */
  List<Publication> withdrawn() {
    Set<String> all = new TreeSet<>(told.keySet());
    all.addAll(unwanted.keySet());
    told.clear();
    unwanted.clear();
    return all.stream().map(Announcements::empty).toList();
  }

  /** The same thing may become another kind of entity: a lock that is only shown, for example. */
  private static String object(String topic) {
    String[] levels = topic.split("/");
    return levels[levels.length - 2];
  }

  private static Publication empty(String topic) {
    return publication(topic, "", DataClass.HEALTH);
  }

  private static Publication publication(String topic, String text, DataClass what) {
    return new Publication(
        topic,
        text.getBytes(StandardCharsets.UTF_8),
        Set.of(what),
        1,
        true,
        text.isEmpty() ? Optional.empty() : Optional.of("application/json"));
  }
}
