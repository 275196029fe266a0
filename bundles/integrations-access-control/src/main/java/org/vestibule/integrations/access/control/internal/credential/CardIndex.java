// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;

/**
 * The cards in memory, by person and by card, so that a look-up costs the same however many there
 * are. Read by any thread, changed by one at a time.
 */
final class CardIndex {
  private final Map<PersonId, List<Assignment>> byPerson = new ConcurrentHashMap<>();
  private final Map<Card, List<Assignment>> byCard = new ConcurrentHashMap<>();

  /** Puts what a person has in the place of what they had. */
  void put(PersonId person, List<Assignment> cards) {
    List<Assignment> before =
        Objects.requireNonNullElse(
            cards.isEmpty() ? byPerson.remove(person) : byPerson.put(person, List.copyOf(cards)),
            List.of());
    for (Assignment card : cards) {
      byCard.merge(card.card(), List.of(card), CardIndex::joined);
    }
    for (Assignment gone : before) {
      if (!cards.contains(gone)) {
        byCard.computeIfPresent(gone.card(), (card, held) -> without(held, gone));
      }
    }
  }

  /** Returns what a person has, whether or not it counts. */
  List<Assignment> of(PersonId person) {
    return byPerson.getOrDefault(person, List.of());
  }

  /** Returns who has a card, and for which panel, whether or not it counts. */
  List<Assignment> of(Card card) {
    return byCard.getOrDefault(card, List.of());
  }

  /** Returns whose card it is at exactly this panel, of those that count. */
  Optional<PersonId> holder(Card card, String panel, Predicate<Assignment> counts) {
    for (Assignment each : of(card)) {
      if (each.panel().equals(panel) && counts.test(each)) {
        return Optional.of(each.person());
      }
    }
    return Optional.empty();
  }

  /** Returns everyone who has a card. */
  Collection<PersonId> people() {
    return byPerson.keySet();
  }

  /** Returns every card. */
  Stream<Assignment> all() {
    return byPerson.values().stream().flatMap(List::stream);
  }

  private static List<Assignment> joined(List<Assignment> held, List<Assignment> added) {
    return Stream.concat(held.stream(), added.stream()).distinct().toList();
  }

  private static List<Assignment> without(List<Assignment> held, Assignment gone) {
    List<Assignment> left = held.stream().filter(each -> !each.equals(gone)).toList();
    return left.isEmpty() ? null : left;
  }
}
