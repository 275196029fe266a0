// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.people.Tenancies.Suspension;
import org.vestibule.api.people.Tenancies.Tenancy;

/** A directory in memory; only what rights ask of it. */
final class FakePeople {
  final Map<PersonId, Person> people = new ConcurrentHashMap<>();
  final Set<PersonId> suspended = ConcurrentHashMap.newKeySet();

  /** Whether people are still being read, and nobody can tell who is missing. */
  volatile boolean halfRead;

  PersonId add(String id, String unit, DoorId... doors) {
    PersonId person = new PersonId(id);
    people.put(person, new Person(person, id, unit, Set.of(doors)));
    return person;
  }

  PeopleDirectory directory() {
    return fake(
        PeopleDirectory.class,
        Map.of(
            "person",
            arguments -> Optional.ofNullable(people.get((PersonId) arguments[0])),
            "people",
            arguments -> List.copyOf(people.values()),
            "everyone",
            arguments -> halfRead ? Optional.empty() : Optional.of(Set.copyOf(people.keySet()))));
  }

  Tenancies tenancies() {
    return fake(Tenancies.class, Map.of("tenancies", arguments -> all()));
  }

  private List<Tenancy> all() {
    List<Tenancy> all = new ArrayList<>();
    for (PersonId each : people.keySet()) {
      Optional<Suspension> since =
          suspended.contains(each)
              ? Optional.of(new Suspension(Instant.EPOCH, "moved-out"))
              : Optional.empty();
      all.add(new Tenancy(each, Optional.empty(), Optional.empty(), since, Optional.empty()));
    }
    return all;
  }

  /** What a method answers. */
  @FunctionalInterface
  interface Reply {
    Object to(Object[] arguments);
  }

  static <T> T fake(Class<T> type, Map<String, Reply> replies) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Reply reply = replies.get(method.getName());
              if (reply == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              return reply.to(arguments);
            }));
  }
}
