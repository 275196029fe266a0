// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.people.PersonId;
import org.vestibule.rights.internal.rule.Rules;

/** What follows from how an order ended. */
final class Settling {
  private Settling() {}

  /** Counts a use and moves the person, unless the door is known to have stayed shut. */
  static void of(RightsHouse house, Orders.Promise promise, DoorOutcome outcome) {
    boolean passed =
        outcome instanceof DoorOutcome.Opened || outcome instanceof DoorOutcome.TimedOut;
    Granted granted = promise.granted();
    Optional<String> pass = granted.pass();
    if (pass.isPresent()) {
      house.passes.settle(pass.get(), passed);
    } else if (passed && Rules.moves(granted.by())) {
      move(house, promise, granted.person());
    }
  }

  private static void move(RightsHouse house, Orders.Promise promise, PersonId person) {
    house
        .whereabouts
        .passed(person, promise.request().door(), promise.request().at(), house.rules.book())
        .forEach(
            zone ->
                house.note(
                    "passed-back",
                    Map.of(
                        "person", person.value(),
                        "door", promise.request().door().value(),
                        "zone", zone)));
  }
}
