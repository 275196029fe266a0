// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * What each lock is shown as. It follows the real lock: a momentary unlock shows up and goes again,
 * however late it is heard of. Used by one thread.
 */
final class Locks {
  /** After this an order that nobody answered is no longer under way; doors answer far sooner. */
  static final Duration LONGEST_ORDER = Duration.ofSeconds(10);

  /** What happened longer ago is history and moves nothing on a screen. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final int MOST_ORDERS = 200;

  private final Clock clock;
  private final Map<DoorId, String> shown = new HashMap<>();
  private final Map<String, Order> orders = new LinkedHashMap<>();

  /** A change to tell. */
  record Change(DoorId door, String value) {}

  private record Order(DoorId door, Instant at) {}

  Locks(Clock clock) {
    this.clock = clock;
  }

  /** Takes in what happened, and returns what is to be shown in between, before {@link #now}. */
  List<Change> on(OutboxEntry entry, JsonNode data) {
    boolean fresh = entry.at().isAfter(clock.instant().minus(FRESH));
    switch (entry.topic()) {
      case "door/ordered" -> {
        if (fresh && orders.size() < MOST_ORDERS) {
          DoorId door = new DoorId(data.path("door").asText());
          orders.put(data.path("orderId").asText(), new Order(door, entry.at()));
        }
      }
      case "door/answered" -> orders.remove(data.path("orderId").asText());
      case "door/state" -> {
        if (fresh) {
          DoorState after = DoorState.valueOf(data.path("after").asText());
          return changed(new DoorId(data.path("door").asText()), LockValue.of(after, false));
        }
      }
      default -> {
        // Of other things no lock moves.
      }
    }
    return List.of();
  }

  /** Returns what changed since it was told last. */
  List<Change> now(List<DoorInfo> doors) {
    Instant oldest = clock.instant().minus(LONGEST_ORDER);
    orders.values().removeIf(order -> order.at().isBefore(oldest));
    List<Change> changes = new ArrayList<>();
    for (DoorInfo door : doors) {
      boolean ordered = orders.values().stream().anyMatch(it -> it.door().equals(door.id()));
      changes.addAll(changed(door.id(), LockValue.of(door.state(), ordered)));
    }
    return changes;
  }

  /** Forgets what was told, so that all is told again. */
  void again() {
    shown.clear();
  }

  /** Forgets a door that is gone. */
  void gone(DoorId door) {
    shown.remove(door);
  }

  private List<Change> changed(DoorId door, String value) {
    return value.equals(shown.put(door, value)) ? List.of() : List.of(new Change(door, value));
  }
}
