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
