// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.Optional;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.call.Call;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Who sees which call. Thread-safe. */
final class Viewers {
  private final Surroundings around;

  Viewers(Surroundings around) {
    this.around = around;
  }

  /** Returns whether a call is one of this caller's. */
  boolean sees(Caller caller, HouseCall call) {
    Call now = call.now();
    if (!caller.may(Permission.ANSWER_CALLS, now.door())
        && !caller.may(Permission.ANSWER_CALLS, now.station())) {
      return false;
    }
    if (caller.person().filter(this::movedOut).isPresent()) {
      return false;
    }
    if (call.wanted().audience() == Audience.EVERYBODY) {
      return caller.person().isPresent() || caller.mayEverywhere(Permission.ANSWER_CALLS);
    }
    return caller.person().isPresent()
        ? call.wanted().audience() != Audience.MANAGER && concerns(caller.person().get(), now)
        : caller.mayEverywhere(Permission.ANSWER_CALLS) && nobodys(call);
  }

  /** Returns whether it is known that somebody does not live here any more. */
  private boolean movedOut(PersonId person) {
    return around.people().filter(people -> people.active(person).isEmpty()).isPresent();
  }

  private boolean concerns(PersonId person, Call call) {
    return call.unit().isEmpty()
        || around
            .people()
            .flatMap(people -> people.person(person))
            .map(Person::unit)
            .filter(call.unit().get()::equalsIgnoreCase)
            .isPresent();
  }

  /** Returns whether nobody who lives here would see it. */
  private boolean nobodys(HouseCall call) {
    Optional<String> unit = call.now().unit();
    return call.wanted().audience() == Audience.MANAGER
        || unit.isEmpty()
        || around.people().stream()
            .flatMap(people -> people.people().stream())
            .noneMatch(person -> person.unit().equalsIgnoreCase(unit.get()));
  }
}
