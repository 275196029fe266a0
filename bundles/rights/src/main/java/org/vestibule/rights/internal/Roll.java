// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;

/**
 * Who is suspended, and who belongs to which unit: what the directory does not say of one person at
 * once. Immutable.
 *
 * @param known whether this could be read; while it could not, nobody is let in
 */
record Roll(boolean known, Set<PersonId> suspended, Map<String, List<PersonId>> units) {
  static final Roll UNKNOWN = new Roll(false, Set.of(), Map.of());

  /**
   * Reads it.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  static Roll of(PeopleDirectory people, Tenancies tenancies) throws VestibuleException {
    Set<PersonId> suspended = new HashSet<>();
    for (Tenancies.Tenancy each : tenancies.tenancies()) {
      if (each.suspended().isPresent()) {
        suspended.add(each.person());
      }
    }
    Map<String, List<PersonId>> units = new HashMap<>();
    for (Person person : people.people()) {
      if (!person.unit().isBlank() && !suspended.contains(person.id())) {
        units.computeIfAbsent(name(person.unit()), unit -> new ArrayList<>()).add(person.id());
      }
    }
    return new Roll(true, Set.copyOf(suspended), units);
  }

  /** Returns the people of a unit, however its name is written. */
  List<PersonId> of(String unit) {
    return units.getOrDefault(name(unit), List.of());
  }

  static String name(String unit) {
    return unit.strip().toLowerCase(Locale.ROOT);
  }
}
