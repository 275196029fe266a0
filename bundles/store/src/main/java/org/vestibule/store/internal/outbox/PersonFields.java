// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a plain value names.
 *
 * @param ids what stands in fields {@value #PERSON}
 * @param names what stands in fields {@value #NAME}
 */
record PersonFields(Set<String> ids, Set<String> names) {
  static final String PERSON = "person";
  static final String NAME = "claimedName";

  static PersonFields of(Object plain) {
    PersonFields found = new PersonFields(new HashSet<>(), new HashSet<>());
    found.look(plain);
    return found;
  }

  private void look(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (value instanceof String text) {
              look(key, text);
            } else {
              look(value);
            }
          });
    } else if (plain instanceof List<?> items) {
      items.forEach(this::look);
    }
  }

  private void look(Object key, String text) {
    if (PERSON.equals(key)) {
      ids.add(text);
    } else if (NAME.equals(key)) {
      names.add(text);
    }
  }
}
