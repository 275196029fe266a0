// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.door.Trace;

/**
 * The rights' last word on one order. They must grant this very order right before it leaves, to
 * the same person and by the same methods. An order of which they were asked before is not given
 * without them; where none are kept, and none are required, there is no word. Used by the thread
 * that orders; {@link #settle} by anyone.
 */
final class Grant {
  private final Rooms rooms;
  private final CoreSettings settings;
  private final Optional<Entitlement> said;
  private final Optional<Reservation> reservation;
  private volatile Entitlement.Refused refused;

  private Grant(
      Rooms rooms,
      CoreSettings settings,
      Optional<Entitlement> said,
      Optional<Reservation> reservation) {
    this.rooms = rooms;
    this.settings = settings;
    this.said = said;
    this.reservation = reservation;
  }

  /**
   * The word on an order for somebody who is known here.
   *
   * @param request what they are asked right before the order leaves
   * @param said what they have said before; then they must be there to say it again
   */
  static Grant of(
      Desk desk,
      CoreSettings settings,
      AccessRequest request,
      Optional<Entitlement> said,
      String order) {
    Reservation reservation = new Reservation(desk, settings, order, request);
    return new Grant(desk.rooms(), settings, said, Optional.of(reservation));
  }

  /** For a hand that is nobody's in the directory: there is nobody whose rights could be asked. */
  static Grant unasked(Desk desk, CoreSettings settings) {
    return new Grant(desk.rooms(), settings, Optional.empty(), Optional.empty());
  }

  /** Returns why the rights do not grant the order, if so, in one sentence. */
  Optional<String> refusal(UnlockOrder order) {
    if (reservation.isEmpty() || !needed()) {
      return Optional.empty();
    }
    Reservation asked = reservation.get();
    Entitlement answer;
    try {
      // Only waiting for them is repeated. What they reserve they are asked once.
      AccessRights here = rooms.rights.call(patience(order), service -> service);
      answer = asked.take(here);
    } catch (Exception | LinkageError e) {
      return Optional.of("The rights of this door cannot be asked now: " + Why.of(e));
    }
    if (answer instanceof Entitlement.Refused no) {
      refused = no;
      return Optional.of(no.sentence());
    }
    boolean same =
        answer instanceof Entitlement.Granted granted
            && granted.person().equals(order.person())
            && granted.by().equals(order.methods())
            && granted.pass().equals(asked.request().pass());
    return same ? Optional.empty() : Optional.of("The rights ask for more by now");
  }

  private boolean needed() {
    return settings.rightsRequired()
        || said.isPresent()
        || rooms.rights.expected(settings.millis(CoreKey.REPLACEMENT));
  }

  private Duration patience(UnlockOrder order) {
    long left = Math.max(1, order.expiresAtNanos() - System.nanoTime());
    return Duration.ofNanos(Math.min(left, settings.millis(CoreKey.REPLACEMENT).toNanos()));
  }

  /** Returns how they refused the order, if they did. */
  Optional<Entitlement.Refused> refused() {
    return Optional.ofNullable(refused);
  }

  /** The order has ended so; only the first end counts. */
  void settle(DoorOutcome outcome) {
    reservation.ifPresent(held -> held.settle(outcome));
  }

  /** Adds what the audit keeps of it. */
  void addTo(Map<String, String> facts) {
    said.ifPresent(word -> facts.put("rules", Trace.of(word)));
    reservation.flatMap(held -> held.request().pass()).ifPresent(pass -> facts.put("pass", pass));
  }
}
