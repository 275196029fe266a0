// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.door.DoorActuator;

/**
 * The drivers that are here now; of two of the same kind the higher ranking serves. Thread-safe.
 */
final class Actuators {
  private record Bound(DoorActuator actuator, String kind, int ranking, long id) {}

  private final List<Bound> bound = new CopyOnWriteArrayList<>();

  void add(DoorActuator actuator, Map<String, ?> properties) {
    int ranking = properties.get("service.ranking") instanceof Integer rank ? rank : 0;
    long id = properties.get("service.id") instanceof Long number ? number : 0;
    bound.add(new Bound(actuator, actuator.kind(), ranking, id));
  }

  void remove(DoorActuator actuator) {
    bound.removeIf(entry -> entry.actuator() == actuator);
  }

  Optional<DoorActuator> find(String kind) {
    return bound.stream()
        .filter(entry -> entry.kind().equals(kind))
        .max(
            Comparator.comparingInt(Bound::ranking)
                .thenComparing(Bound::id, Comparator.reverseOrder()))
        .map(Bound::actuator);
  }
}
