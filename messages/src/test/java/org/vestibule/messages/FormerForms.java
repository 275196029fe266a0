// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;

/**
 * How forms were made before the records bore marks: by a list of names that may stand where nobody
 * is named. Kept to show that no more leaves than then.
 */
final class FormerForms {
  private static final Set<String> BARE =
      Set.of(
          "topic",
          "at",
          "what",
          "urgent",
          "before",
          "after",
          "id",
          "station",
          "door",
          "openedAt",
          "closedAt",
          "presses",
          "face",
          "decision",
          "outcome",
          "type",
          "code",
          "visit",
          "orderId",
          "state",
          "why");

  private FormerForms() {}

  record Former(Map<?, ?> fields, Set<DataClass> classes) {}

  /** The first form that a sink may send to which these classes are allowed. */
  static Former first(List<Former> forms, Set<DataClass> allowed) {
    return forms.stream()
        .filter(form -> allowed.containsAll(form.classes()))
        .findFirst()
        .orElse(null);
  }

  static List<Former> of(VestibuleEvent event) {
    Map<String, Object> all = EventFields.of(event);
    List<Former> forms = new ArrayList<>();
    if (event instanceof VisitEvent) {
      forms.add(new Former(all, Set.of(DataClass.PERSONAL, DataClass.TRANSCRIPT)));
      forms.add(new Former((Map<?, ?>) without(all), Set.of(DataClass.PERSONAL)));
      forms.add(new Former((Map<?, ?>) only(all), Set.of(DataClass.EVENT)));
    } else if (event instanceof CallEvent
        || event instanceof DoorEvent.DoorOrdered
        || event instanceof DoorEvent.EntryRefused
        || event instanceof DoorEvent.DuressSignalled) {
      forms.add(new Former(all, Set.of(DataClass.PERSONAL)));
      forms.add(new Former((Map<?, ?>) only(all), Set.of(DataClass.EVENT)));
    } else if (event instanceof DoorEvent || event instanceof SceneObserved) {
      forms.add(new Former(all, Set.of(DataClass.EVENT)));
    } else {
      forms.add(new Former(all, Set.of(DataClass.HEALTH)));
    }
    return forms;
  }

  private static Object without(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> left = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (!key.equals("transcript")) {
            left.put(key, without(item));
          }
        });
    return left;
  }

  private static Object only(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> left = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (BARE.contains(key)) {
            left.put(key, only(item));
          }
        });
    return left;
  }
}
