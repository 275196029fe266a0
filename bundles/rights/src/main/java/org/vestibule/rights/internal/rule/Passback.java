// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;

/**
 * Anti-passback: whoever entered a zone does not enter it again before they left it, and the other
 * way round. Who leaves is never held back, because nobody is to be kept inside: that is only
 * noted. Of whom nothing is known, because it was forgotten at night or forgiven, may do either.
 * Pure.
 */
final class Passback {
  private Passback() {}

  /** Returns whether whoever shows this passes the door; by a phone they let a visitor in. */
  static boolean moves(Set<EntryMethod> shown) {
    return !shown.contains(EntryMethod.PHONE);
  }

  /** Returns why the door stays shut, if a hard zone says so; what a soft one says is noted. */
  static Optional<Refused> against(
      RightsState state, Subject subject, AccessRequest request, Trace trace) {
    if (!moves(request.shown())) {
      return Optional.empty();
    }
    for (Zone zone : state.book().zones()) {
      Subject.Place place = subject.places().get(zone.id());
      if (place == null || state.book().forgotten(place.since(), request.at())) {
        continue;
      }
      if (zone.passedBack(request.door(), place.inside())) {
        String sentence =
            place.inside()
                ? "They are inside of " + zone.id() + " already"
                : "They are not inside of " + zone.id();
        String rule = "anti-passback " + zone.id();
        if (zone.hard() && place.inside()) {
          return Optional.of(trace.refused(rule, "passed-back", sentence));
        }
        trace.holds(rule, sentence + ", which is noted");
      }
    }
    return Optional.empty();
  }
}
