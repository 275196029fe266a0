// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * Finds what speaks of one person.
 *
 * @param person whom
 * @param name their name, while it is known
 * @param anyName whether each name is taken for theirs when it is not known any more
 */
record Mention(PersonId person, Optional<String> name, boolean anyName) {
  /** Returns whether a kept delta speaks of them. */
  boolean in(Delta delta) {
    return delta.name().filter(this::theirs).isPresent() || in(delta.fields());
  }

  /** Returns whether a plain value speaks of them. */
  boolean in(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return map.entrySet().stream().anyMatch(entry -> in(entry.getKey(), entry.getValue()));
    }
    return plain instanceof List<?> items && items.stream().anyMatch(this::in);
  }

  /** Returns whether a text speaks of them, or may do so. */
  boolean inText(String text) {
    return hasId(text) || name.map(text::contains).orElse(anyName);
  }

  /** An id that is part of another one is not theirs. */
  private boolean hasId(String text) {
    String id = person.value();
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      if (!idAt(text, at - 1) && !idAt(text, at + id.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean idAt(String text, int at) {
    char there = at < 0 || at >= text.length() ? ' ' : text.charAt(at);
    return there == '-' || (there >= 'a' && there <= 'z') || (there >= '0' && there <= '9');
  }

  private boolean in(Object key, Object value) {
    if (value instanceof String text) {
      return ("person".equals(key) && text.equals(person.value()))
          || ("claimedName".equals(key) && theirs(text));
    }
    return in(value);
  }

  private boolean theirs(String claimed) {
    return name.map(claimed::equals).orElse(anyName);
  }
}
