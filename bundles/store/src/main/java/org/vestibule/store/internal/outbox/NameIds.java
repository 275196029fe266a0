// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vestibule.api.people.Person;

/**
 * Whose a display name is, while its person is known. The last names are remembered for a moment,
 * because a visit tells the same name many times. Thread-safe.
 */
final class NameIds implements Function<String, Set<String>> {
  private static final int MOST = 16;
  private static final long MOMENT_NANOS = 10_000_000_000L;

  private final Supplier<? extends Iterable<Person>> people;
  private final Map<String, Set<String>> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST;
        }
      };
  private long since = System.nanoTime();

  NameIds(Supplier<? extends Iterable<Person>> people) {
    this.people = people;
  }

  @Override
  public synchronized Set<String> apply(String name) {
    long now = System.nanoTime();
    if (now - since > MOMENT_NANOS) {
      remembered.clear();
      since = now;
    }
    Set<String> ids = remembered.get(name);
    if (ids == null) {
      ids = look(name);
      if (!ids.isEmpty()) { // Whoever is still being read may be known in a moment.
        remembered.put(name, ids);
      }
    }
    return ids;
  }

  private Set<String> look(String name) {
    Set<String> ids = new HashSet<>();
    for (Person person : people.get()) {
      if (person.name().equals(name)) {
        ids.add(person.id().value());
      }
    }
    return ids;
  }
}
