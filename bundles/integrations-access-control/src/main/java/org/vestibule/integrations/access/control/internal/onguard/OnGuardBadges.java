// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.integrations.access.control.internal.headend.CardEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;
import org.vestibule.integrations.access.control.internal.headend.HeldCard;

/**
 * Gathers the badges of Lnl_Badge, each with what stands in the configured property of its holder
 * in Lnl_Cardholder. Believed: STATUS 1 is a badge that counts; ACTIVATE and DEACTIVATE are ISO
 * times; PERSONID is the holder's ID. What cannot be read loses only itself. Used by one thread.
 */
final class OnGuardBadges {
  private static final long ACTIVE = 1;

  private final HeadEndSettings.Cards wish;
  private final Map<Long, String> holders = new HashMap<>();
  private final List<HeldCard> cards = new ArrayList<>();
  private int unreadable;

  OnGuardBadges(HeadEndSettings.Cards wish) {
    this.wish = wish;
  }

  void addHolder(JsonNode holder) {
    Optional<Long> id = OpenAccess.number(holder, "ID");
    Optional<String> person = OpenAccess.text(holder, wish.personField());
    if (id.isPresent() && person.isPresent()) {
      holders.put(id.get(), person.get());
    }
  }

  void addBadge(JsonNode badge) {
    Optional<Long> status = OpenAccess.number(badge, "STATUS");
    boolean wanted =
        wish.type().isEmpty()
            || OpenAccess.text(badge, "TYPE").filter(wish.type()::equals).isPresent();
    if (!wanted || status.filter(code -> code != ACTIVE).isPresent()) {
      return;
    }
    Optional<Long> number = OpenAccess.number(badge, "ID");
    Optional<Long> holder = OpenAccess.number(badge, "PERSONID");
    CardEnd begin = CardEnd.of(OpenAccess.text(badge, "ACTIVATE"));
    CardEnd end = CardEnd.of(OpenAccess.text(badge, "DEACTIVATE"));
    Instant now = Instant.now();
    if (status.isEmpty()
        || number.isEmpty()
        || holder.isEmpty()
        || !begin.readable()
        || !end.readable()) {
      unreadable++;
    } else if (!end.over(now) && (begin.when().isEmpty() || begin.over(now))) {
      String person = holders.getOrDefault(holder.get(), "");
      cards.add(new HeldCard(person, number.get(), end.when()));
    }
  }

  HeadEnd.Roster roster() {
    return new HeadEnd.Roster(cards, unreadable);
  }
}
