// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of a visit to whoever may not see people: nobody's name, and no words. Stateless.
 */
final class Nameless {
  private static final String SOMEBODY = "somebody";

  /** Stands for a sentence that may name anybody of the house. */
  private static final String HIDDEN = "not shown without see-people";

  /** What says in the house's own words why it decided, and what came of it. */
  private static final Map<String, Set<String>> TELLING =
      Map.of("decision", Set.of("reason", "question"), "outcome", Set.of("sentence"));

  /** What a visitor said, and what is told of a visit in sentences: any of it may name somebody. */
  private static final Set<String> WORDS = Set.of("transcript", "faceReason", "degraded");

  private Nameless() {}

  /** Returns an event in its plain form without the names in it. */
  static Object of(Object plain) {
    return of(plain, claimed(plain));
  }

  private static Optional<String> claimed(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return map.get("claimedName") instanceof String name
          ? Optional.of(name)
          : map.values().stream().flatMap(value -> claimed(value).stream()).findFirst();
    }
    return Optional.empty();
  }

  /**
   * Returns plain values without the name and the id of a person. What the visitor said, why it was
   * decided so, what came of it and why a bell rings is not told: such words name whom a visitor
   * asked for and who has no right, too.
   *
   * @param name is replaced in other sentences
   */
  static Object of(Object plain, Optional<String> name) {
    if (plain instanceof Map<?, ?> map) {
      return of(map, telling(map), name);
    }
    if (plain instanceof List<?> items) {
      return items.stream().map(item -> of(item, name)).toList();
    }
    return plain instanceof String text && name.isPresent() && !name.get().isBlank()
        ? text.replace(name.get(), SOMEBODY)
        : plain;
  }

  /** Returns what an event tells in a sentence that names somebody. */
  private static Set<String> telling(Map<?, ?> map) {
    return map.containsKey("urgent")
        ? Set.of("text")
        : "door/entry-refused".equals(map.get("topic")) ? Set.of("sentence") : Set.of();
  }

  /** Returns what stands for words; that there are none may be told, how many there are is not. */
  private static Object hidden(Object words) {
    if (words instanceof List<?> items) {
      return items.isEmpty() ? items : List.of(HIDDEN);
    }
    return words == null ? null : HIDDEN;
  }

  /** {@code telling} is not shown of it. */
  private static Object of(Map<?, ?> map, Set<String> telling, Optional<String> name) {
    Map<Object, Object> rest = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (telling.contains(key) || WORDS.contains(key)) {
            rest.put(key, hidden(value));
          } else if (TELLING.containsKey(key) && value instanceof Map<?, ?> inner) {
            rest.put(key, of(inner, TELLING.get(key), name));
          } else if (!"claimedName".equals(key) && !"person".equals(key)) {
            rest.put(key, of(value, name));
          }
        });
    return rest;
  }
}
