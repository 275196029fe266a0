// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vestibule.api.people.PersonId;

/** Groups and their members. Thread-safe; changed by one thread. */
final class Groups {
  private volatile Map<String, Set<PersonId>> members = Map.of();
  private volatile Map<PersonId, Set<String>> memberships = Map.of();

  Set<String> of(PersonId person) {
    return memberships.getOrDefault(person, Set.of());
  }

  Set<PersonId> members(String group) {
    return members.getOrDefault(group, Set.of());
  }

  /** Returns everyone who is in a group. */
  Set<PersonId> people() {
    return memberships.keySet();
  }

  Map<String, Set<PersonId>> all() {
    return Collections.unmodifiableMap(new TreeMap<>(members));
  }

  /** Replaces the members of a group; one without members is gone. */
  void put(String group, Set<PersonId> people) {
    Map<String, Set<PersonId>> next = new HashMap<>(members);
    if (people.isEmpty()) {
      next.remove(group);
    } else {
      next.put(group, Set.copyOf(people));
    }
    replace(next);
  }

  /** Replaces all. */
  void replace(Map<String, Set<PersonId>> next) {
    Map<PersonId, Set<String>> turned = new HashMap<>();
    next.forEach(
        (group, people) ->
            people.forEach(
                person -> turned.computeIfAbsent(person, p -> new TreeSet<>()).add(group)));
    turned.replaceAll((person, groups) -> Set.copyOf(groups));
    members = Map.copyOf(next);
    memberships = Map.copyOf(turned);
  }

  /** Returns a group with somebody more. */
  Set<PersonId> with(String group, PersonId person) {
    Set<PersonId> people = new HashSet<>(members(group));
    people.add(person);
    return people;
  }

  /** Returns a group with somebody less. */
  Set<PersonId> without(String group, PersonId person) {
    return members(group).stream().filter(each -> !each.equals(person)).collect(Collectors.toSet());
  }
}
