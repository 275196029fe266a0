// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.people.PersonId;

/** Ends what is held of a person, in memory and on the disk. Runs on the scribe's thread. */
final class Leaving {
  private Leaving() {}

  /**
   * Ends everything of one person. Before that the shelves get another mark, so that a backup from
   * before is told from what is left.
   *
   * @return how many things there were
   * @throws VestibuleException {@code storage-*}, {@code vault-locked}
   */
  static int of(RightsHouse house, KeyedHash hash, PersonId person) throws VestibuleException {
    house.shelf.mark();
    int dropped = house.codes.remove(person).isPresent() ? 1 : 0;
    house.shelf.removeCode(hash, person);
    for (PassBook.Counted each : passes(house, person)) {
      house.shelf.removePass(each.pass().id());
      house.passes.remove(each.pass().id());
      dropped++;
    }
    for (String group : house.groups.of(person)) {
      house.groups.put(group, house.groups.without(group, person));
      house.shelf.putGroup(
          group, house.groups.members(group).stream().map(PersonId::value).sorted().toList());
      dropped++;
    }
    dropped += house.whereabouts.forget(person) ? 1 : 0;
    house.shelf.put(hash, person, Map.of());
    dropped += house.lockouts.forget(person) ? 1 : 0;
    house.memory.writeLocks();
    return dropped;
  }

  /**
   * Ends what is of nobody of this house: a backup from before their erasure was restored. The
   * audit gets no names: it must not learn anew who was erased.
   *
   * @throws VestibuleException {@code audit-*}, {@code storage-*}, {@code vault-locked}
   */
  static void ofStrangers(RightsHouse house, KeyedHash hash) throws VestibuleException {
    if (!house.strangers.any()) {
      return;
    }
    Set<PersonId> gone = house.strangers.judge(house.around.everyone());
    if (gone.isEmpty()) {
      return;
    }
    house
        .around
        .audit()
        .record(
            Acting.now().subject(),
            "rights-of-nobody-removed",
            Map.of("people", Integer.toString(gone.size())));
    for (PersonId person : gone) {
      of(house, hash, person);
    }
    house.strangers.removed();
  }

  static List<PassBook.Counted> passes(RightsHouse house, PersonId host) {
    return house.passes.all().stream()
        .filter(each -> each.pass().host().equals(host.value()))
        .toList();
  }
}
