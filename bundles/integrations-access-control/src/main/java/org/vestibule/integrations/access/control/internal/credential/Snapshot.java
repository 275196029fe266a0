// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.credential.Credentials.Changes;
import org.vestibule.api.people.PersonId;

/** All that a head-end knows, checked against what is there. Used by one thread. */
final class Snapshot {
  private static final int MOST_CARDS = 100_000;

  /** Where a head-end's card belongs: a person has one of it at each panel. */
  private record Place(PersonId person, String panel) {}

  private final String source;
  private final List<Assignment> cards;
  private final CardRules rules;

  Snapshot(String source, List<Assignment> cards, CardRules rules) throws VestibuleException {
    try {
      Identifier.require("source", source);
    } catch (IllegalArgumentException e) {
      throw invalid("its name", "1 to 63 of a-z, 0-9 and '-'");
    }
    if (CardMemory.local(source)) {
      throw invalid("the name " + source, "another name than manual and table");
    }
    if (cards.size() > MOST_CARDS) {
      throw invalid(cards.size() + " cards", "at most " + MOST_CARDS);
    }
    if (cards.stream().anyMatch(card -> !card.source().equals(source))) {
      throw invalid("a card of another source", "cards of this source only");
    }
    this.source = source;
    this.cards = cards;
    this.rules = rules;
  }

  /**
   * Returns what will be there.
   *
   * @throws VestibuleException as {@link CardRules}
   */
  CardDraft draft(CardMemory memory) throws VestibuleException {
    CardDraft draft = new CardDraft(memory);
    memory.tainted().forEach(draft::renew);
    held(memory).forEach(each -> draft.take(each.person(), card -> card.source().equals(source)));
    for (Assignment card : cards) {
      rules.check(card);
      CardRules.checkFree(card, draft.owner(card));
      draft.give(card);
    }
    return draft;
  }

  Changes changes(CardMemory memory) {
    Map<Place, Assignment> before = new HashMap<>();
    held(memory).forEach(each -> before.put(place(each), each));
    Set<Place> named = new HashSet<>();
    int added = 0;
    int same = 0;
    for (Assignment card : cards) {
      Assignment held = before.get(place(card));
      if (named.add(place(card))) {
        added += held == null ? 1 : 0;
        same += card.equals(held) ? 1 : 0;
      }
    }
    int ended = (int) before.keySet().stream().filter(each -> !named.contains(each)).count();
    return new Changes(added, named.size() - added - same, ended, same);
  }

  private List<Assignment> held(CardMemory memory) {
    return CardMemory.of(source, memory.index().all()).toList();
  }

  private static Place place(Assignment card) {
    return new Place(card.person(), card.panel());
  }

  private static VestibuleException invalid(String found, String allowed) {
    return new VestibuleException(
        "card-invalid", "cards of a head-end", found, allowed, "Correct the connector's settings.");
  }
}
