// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;

/**
 * Shortens events to what changed. A story is sent whole once; after that only the fields that
 * differ, with their new value, or null when they are gone. Values are absolute, so a delta that is
 * applied twice does no harm. Used by one thread at a time.
 */
final class StoryDeltas {
  private static final int STORIES = 100;

  private final Map<String, Map<String, Object>> sent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
          return size() > STORIES;
        }
      };

  /** Returns the event's plain fields, shortened. */
  Map<String, Object> of(VestibuleEvent event) {
    Map<String, Object> fields = EventFields.of(event);
    if (event instanceof VisitEvent visit) {
      fields.remove("before");
      @SuppressWarnings("unchecked")
      Map<String, Object> after = (Map<String, Object>) fields.get("after");
      Map<String, Object> known = sent.put(visit.after().id().value(), after);
      if (known != null) {
        fields.put("after", changed(known, after));
      }
    }
    return fields;
  }

  /** Takes somebody's name out of the stories that were sent; returns how many had it. */
  int forget(Mention mention) {
    int dropped = 0;
    for (Map.Entry<String, Map<String, Object>> story : sent.entrySet()) {
      if (mention.in(story.getValue())) {
        story.setValue(withoutName(story.getValue()));
        dropped++;
      }
    }
    return dropped;
  }

  boolean holds(Mention mention) {
    return sent.values().stream().anyMatch(mention::in);
  }

  private static Map<String, Object> withoutName(Map<String, Object> story) {
    Optional<String> name = Optional.ofNullable(story.get("claimedName")).map(String::valueOf);
    Map<String, Object> rest = new LinkedHashMap<>();
    ((Map<?, ?>) Nameless.of(story, name))
        .forEach((key, value) -> rest.put(String.valueOf(key), value));
    return rest;
  }

  private static Map<String, Object> changed(Map<String, Object> known, Map<String, Object> after) {
    Map<String, Object> changed = new LinkedHashMap<>();
    changed.put("id", after.get("id"));
    after.forEach(
        (key, value) -> {
          if (!value.equals(known.get(key))) {
            changed.put(key, value);
          }
        });
    for (String key : known.keySet()) {
      if (!after.containsKey(key)) {
        changed.put(key, null);
      }
    }
    return changed;
  }
}
