// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may connect now. Thread-safe. */
final class Users {
  private volatile Map<String, BrokerUser> users = Map.of();

  Optional<BrokerUser> find(String name) {
    return Optional.ofNullable(name == null ? null : users.get(name));
  }

  int count() {
    return users.size();
  }

  /**
   * Takes another set of users. One that is the same object as before is unchanged.
   *
   * @return the names of those who are gone or changed: their connections must end
   */
  Set<String> replace(Map<String, BrokerUser> next) {
    Map<String, BrokerUser> before = users;
    users = Map.copyOf(next);
    Set<String> changed = new TreeSet<>();
    new TreeMap<>(before)
        .forEach(
            (name, user) -> {
              if (next.get(name) != user) {
                changed.add(name);
              }
            });
    return changed;
  }
}
