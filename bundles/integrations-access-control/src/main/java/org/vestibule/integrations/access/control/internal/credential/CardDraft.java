// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;

/** What is about to be changed, beside what is there. Used by one thread. */
final class CardDraft {
  private final CardMemory memory;
  private final Map<PersonId, List<Assignment>> lists = new LinkedHashMap<>();
  private final Map<Card, List<Assignment>> given = new HashMap<>();

  CardDraft(CardMemory memory) {
    this.memory = memory;
  }

  /** Returns what a person will have. */
  List<Assignment> of(PersonId person) {
    List<Assignment> drafted = lists.get(person);
    return drafted == null ? memory.index().of(person) : drafted;
  }

  /** Takes cards from a person. */
  void take(PersonId person, Predicate<Assignment> which) {
    List<Assignment> left = new ArrayList<>(of(person));
    left.removeIf(which);
    lists.put(person, left);
  }

  /** Gives a card, in the place of the one of the same panel and source. */
  void give(Assignment card) {
    take(
        card.person(),
        held -> held.panel().equals(card.panel()) && held.source().equals(card.source()));
    lists.get(card.person()).add(card);
    given.computeIfAbsent(card.card(), none -> new ArrayList<>()).add(card);
  }

  /** Returns who else will have a card at a panel at which it would count. */
  Optional<PersonId> owner(Assignment wanted) {
    return Stream.concat(
            memory.index().of(wanted.card()).stream().filter(memory::counts),
            given.getOrDefault(wanted.card(), List.of()).stream())
        .filter(held -> !held.person().equals(wanted.person()) && overlap(held, wanted))
        .filter(held -> of(held.person()).contains(held))
        .map(Assignment::person)
        .findFirst();
  }

  private static boolean overlap(Assignment one, Assignment other) {
    return one.panel().equals(other.panel())
        || one.panel().equals(Credentials.ANY_PANEL)
        || other.panel().equals(Credentials.ANY_PANEL);
  }

  /** Writes a person's value anew, though they have what they had. */
  void renew(PersonId person) {
    lists.putIfAbsent(person, memory.index().of(person));
  }

  /** Returns what changes, by person. */
  Map<PersonId, List<Assignment>> changes() {
    Map<PersonId, List<Assignment>> changes = new LinkedHashMap<>(lists);
    changes
        .entrySet()
        .removeIf(
            each ->
                !memory.tainted().contains(each.getKey())
                    && new HashSet<>(each.getValue())
                        .equals(new HashSet<>(memory.index().of(each.getKey()))));
    return changes;
  }

  /** Returns the head-ends whose cards change. */
  Set<String> headEnds(Map<PersonId, List<Assignment>> changes) {
    Set<String> sources = new HashSet<>();
    changes.forEach(
        (person, after) -> {
          List<Assignment> before = memory.index().of(person);
          before.stream()
              .filter(each -> !after.contains(each))
              .forEach(each -> sources.add(each.source()));
          after.stream()
              .filter(each -> !before.contains(each))
              .forEach(each -> sources.add(each.source()));
        });
    sources.removeIf(CardMemory::local);
    return sources;
  }

  /** Returns all cards of a head-end as they will be. */
  Stream<Assignment> cardsOf(String source) {
    return CardMemory.of(
        source,
        Stream.concat(
            memory.index().all().filter(each -> !lists.containsKey(each.person())),
            lists.values().stream().flatMap(List::stream)));
  }
}
