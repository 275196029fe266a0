// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/** Reads all that is kept into memory. Runs on the scribe's thread. */
final class Loading {
  private Loading() {}

  /**
   * Reads it.
   *
   * @param locks whether lock-outs are read too: they stay in memory while the vault is locked
   * @return the key of the hashes, with which what was read counts
   * @throws VestibuleException {@code vault-locked}, {@code storage-*}
   */
  static KeyedHash all(RightsHouse house, boolean locks) throws VestibuleException {
    house.shelf.readMark(); // First: what is replaced meanwhile has another one.
    KeyedHash key = house.shelf.hash();
    house.shelf.codes().forEach(house.codes::put);
    Map<String, Set<PersonId>> groups = new HashMap<>();
    house
        .shelf
        .groups()
        .forEach(
            (group, people) ->
                groups.put(group, people.stream().map(PersonId::new).collect(Collectors.toSet())));
    house.groups.replace(groups);
    house.shelf.passes().forEach(house.passes::put);
    house.shelf.places().forEach(house.whereabouts::put);
    house.shelf.entered().forEach(house.whereabouts::put);
    if (locks) {
      house.lockouts.restore(house.shelf.lockouts());
    }
    house.strangers.read(people(house));
    return key;
  }

  private static Set<PersonId> people(RightsHouse house) {
    Set<PersonId> people = new HashSet<>(house.codes.people());
    people.addAll(house.groups.people());
    house.passes.all().forEach(each -> people.add(new PersonId(each.pass().host())));
    people.addAll(house.whereabouts.people());
    people.addAll(house.lockouts.people());
    return people;
  }
}
