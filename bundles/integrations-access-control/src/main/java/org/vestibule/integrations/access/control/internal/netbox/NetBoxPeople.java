// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vestibule.integrations.access.control.internal.headend.CardEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;
import org.vestibule.integrations.access.control.internal.headend.HeldCard;

/**
 * Gathers the cards of SearchPersonData: of each PERSON the configured UDF field and its
 * ACCESSCARDS. Fields as public clients know them; believed: CARDSTATUS is Active for a card that
 * counts, DISABLED is 0, FALSE or NO, and CARDEXPDATE and EXPDATE begin with an ISO date. What
 * cannot be read loses only itself. Used by one thread.
 */
final class NetBoxPeople {
  private static final Set<String> NO = Set.of("0", "FALSE", "NO");

  private final HeadEndSettings.Cards wish;
  private final List<HeldCard> cards = new ArrayList<>();
  private int unreadable;

  NetBoxPeople(HeadEndSettings.Cards wish) {
    this.wish = wish;
  }

  void add(XmlNode person) {
    boolean deleted = person.value("DELETED").filter(flag -> !no(flag)).isPresent();
    if (!deleted) {
      String ours = person.value(wish.personField()).orElse("");
      Optional<String> end = person.value("EXPDATE");
      person.list("ACCESSCARDS", "ACCESSCARD").forEach(card -> add(ours, end, card));
    }
  }

  HeadEnd.Roster roster() {
    return new HeadEnd.Roster(cards, unreadable);
  }

  private void add(String person, Optional<String> personEnd, XmlNode card) {
    Optional<String> status = card.value("CARDSTATUS");
    Optional<String> disabled = card.value("DISABLED");
    boolean counts =
        status.map(say -> say.equalsIgnoreCase("Active")).orElse(true)
            && disabled.map(NetBoxPeople::no).orElse(true);
    boolean wanted =
        wish.type().isEmpty() || card.value("CARDFORMAT").filter(wish.type()::equals).isPresent();
    if (!counts || !wanted) {
      return;
    }
    Optional<Long> number = card.value("ENCODEDNUM").flatMap(HeldCard::number);
    CardEnd end = CardEnd.of(personEnd).earlier(CardEnd.of(card.value("CARDEXPDATE")));
    // Without either nobody says that the card counts.
    boolean told = status.isPresent() || disabled.isPresent();
    if (number.isEmpty() || !told || !end.readable()) {
      unreadable++;
    } else if (!end.over(Instant.now())) {
      cards.add(new HeldCard(person, number.get(), end.when()));
    }
  }

  private static boolean no(String flag) {
    return NO.contains(flag.toUpperCase(Locale.ROOT));
  }
}
