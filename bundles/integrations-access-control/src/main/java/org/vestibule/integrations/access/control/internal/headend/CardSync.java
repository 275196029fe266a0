// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.credential.Credentials.Changes;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat;

/**
 * Takes a head-end's cards over, all of them at once, so that doing it again changes nothing. A
 * person is found by the id of ours that the head-end holds, never by a name.
 */
final class CardSync {
  private CardSync() {}

  /**
   * What was taken over.
   *
   * @param cards how many people have a card now
   * @param further cards of a person who has one already: one is taken for each, the lowest number
   * @param strangers cards of nobody whom this gateway knows
   * @param twice cards that two people have: nobody gets them
   * @param misfits cards that the format cannot hold
   * @param unreadable entries of which something was missing
   */
  record Result(
      int cards,
      int further,
      int strangers,
      int twice,
      int misfits,
      int unreadable,
      Changes changes) {
    String sentence() {
      return cards
          + " cards taken over"
          + part(strangers, " without a person here")
          + part(further, " further cards of the same person")
          + part(twice, " cards that two people have")
          + part(misfits, " cards that the format cannot hold")
          + part(unreadable, " entries that cannot be read");
    }

    private static String part(int count, String of) {
      return count == 0 ? "" : ", " + count + of;
    }
  }

  /**
   * Takes over what a head-end knows.
   *
   * @param source the head-end's name
   * @param now wall clock: from when the time to live counts
   * @param none whether it counts that nobody has a card
   * @return empty where nobody has a card and that does not count: nothing was changed
   * @throws VestibuleException as {@link Credentials#replace}
   */
  static Optional<Result> take(
      String source,
      HeadEnd.Roster roster,
      HeadEndSettings.Cards wish,
      HouseServices.CardTaker taker,
      Instant now,
      boolean none)
      throws VestibuleException {
    Map<Long, Set<String>> holders = new TreeMap<>();
    roster
        .cards()
        .forEach(
            card ->
                holders
                    .computeIfAbsent(card.number(), number -> new HashSet<>())
                    .add(card.person()));
    Map<String, Assignment> taken = new TreeMap<>();
    int further = 0;
    int strangers = 0;
    int twice = 0;
    int misfits = 0;
    List<HeldCard> sorted =
        roster.cards().stream().sorted(Comparator.comparingLong(HeldCard::number)).toList();
    for (HeldCard card : sorted) {
      Card ours = new Card(wish.format(), wish.facility(), card.number());
      Optional<PersonId> person = person(card.person(), taker.people());
      if (person.isEmpty()) {
        strangers++;
      } else if (holders.get(card.number()).size() > 1) {
        twice++;
      } else if (!fits(ours, taker)) {
        misfits++;
      } else if (taken.containsKey(card.person())) {
        further++;
      } else {
        taken.put(
            card.person(), new Assignment(person.get(), wish.panel(), ours, source, card.until()));
      }
    }
    if (taken.isEmpty() && !none) {
      return Optional.empty();
    }
    Changes changes =
        taker.credentials().replace(source, List.copyOf(taken.values()), now.plus(wish.cache()));
    return Optional.of(
        new Result(taken.size(), further, strangers, twice, misfits, roster.unreadable(), changes));
  }

  /** One card that does not fit must not keep out all others. */
  private static boolean fits(Card card, HouseServices.CardTaker taker) {
    Optional<CardFormat> format = taker.formats().find(card.format());
    try {
      if (format.isPresent()) {
        format.get().check(card);
      }
      return true;
    } catch (VestibuleException e) {
      return false;
    }
  }

  private static Optional<PersonId> person(String field, PeopleDirectory people) {
    try {
      return people.person(new PersonId(field)).map(known -> known.id());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
