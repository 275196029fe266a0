// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * What an order without a face must rest on, whatever the door policy says: a number that the
 * engine itself had the rights look at a moment ago in this visit, and that they say is enough, for
 * somebody who is known here. They are asked once more before the order leaves ({@link
 * Reservation}).
 *
 * @param entry what was entered
 * @param granted what the rights say
 */
record EntryWarrant(Entry entry, Entitlement.Granted granted) {
  /** Returns what is missing for this admission now, if anything, in one sentence. */
  Optional<String> missing(
      Decision.Admit admit,
      Optional<PeopleDirectory> people,
      CoreSettings settings,
      long nowNanos) {
    if (!granted.by().equals(Set.of(entry.method())) || !granted.pass().equals(entry.pass())) {
      return Optional.of("The rights grant something else than what was entered");
    }
    PersonId whose = entry.person().orElse(granted.person());
    if (!whose.equals(granted.person()) || !whose.equals(admit.person())) {
      return Optional.of("What was entered is another person's");
    }
    if (nowNanos - entry.atNanos() >= settings.millis(CoreKey.ORDER_LIFE).toNanos()) {
      return Optional.of(
          "It was entered more than " + settings.number(CoreKey.ORDER_LIFE) + " ms ago");
    }
    boolean here = people.flatMap(directory -> directory.person(whose)).isPresent();
    return here ? Optional.empty() : Optional.of("The person is not known here");
  }
}
