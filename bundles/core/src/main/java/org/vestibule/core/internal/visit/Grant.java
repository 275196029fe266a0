// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * The rights' last word on one order. They must grant this very order right before it leaves, to
 * the same person and by the same methods. An order of which they were asked before is not given
 * without them; where none are kept, and none are required, there is no word. Used by the thread
 * that orders; {@link #settle} by anyone.
 */
final class Grant {
  private final Rooms rooms;
  private final CoreSettings settings;
  private final Basis basis;
  private final Reservation reservation;
  private volatile Entitlement.Refused refused;

  Grant(Desk desk, CoreSettings settings, Basis basis, String order) {
    this.rooms = desk.rooms();
    this.settings = settings;
    this.basis = basis;
    this.reservation = new Reservation(desk, settings, order, basis.request());
  }

  /** Returns why the rights do not grant the order, if so, in one sentence. */
  Optional<String> refusal(UnlockOrder order) {
    if (!needed()) {
      return Optional.empty();
    }
    Entitlement answer;
    try {
      // Only waiting for them is repeated. What they reserve they are asked once.
      AccessRights here = rooms.rights.call(patience(order), service -> service);
      answer = reservation.take(here);
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
            && granted.pass().equals(basis.request().pass());
    return same ? Optional.empty() : Optional.of("The rights ask for more by now");
  }

  private boolean needed() {
    return settings.rightsRequired()
        || basis.said().isPresent()
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
    reservation.settle(outcome);
  }

  /** Adds what the audit keeps of it. */
  void addTo(Map<String, String> facts) {
    if (basis.said().isPresent()) {
      facts.put("rules", basis.rules());
    }
    basis.request().pass().ifPresent(pass -> facts.put("pass", pass));
  }
}
