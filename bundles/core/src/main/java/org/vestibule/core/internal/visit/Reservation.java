// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * What the rights keep for one order until it is known how that ended. They are told exactly once,
 * whoever learns of the end first, also when that is while they are still being asked. Thread-safe;
 * nothing is called with the lock held.
 */
final class Reservation {
  private static final Logger LOG = LoggerFactory.getLogger(Reservation.class);

  private enum State {
    NONE,
    ASKING,
    HELD,
    OVER
  }

  private final Desk desk;
  private final CoreSettings settings;
  private final String order;
  private final AccessRequest request;
  private State state = State.NONE;
  private DoorOutcome early;

  Reservation(Desk desk, CoreSettings settings, String order, AccessRequest request) {
    this.desk = desk;
    this.settings = settings;
    this.order = order;
    this.request = request;
  }

  AccessRequest request() {
    return request;
  }

  /**
   * Asks for it, once.
   *
   * @throws IllegalStateException when the order has ended before
   */
  Entitlement take(AccessRights rights) {
    synchronized (this) {
      if (state != State.NONE) {
        throw new IllegalStateException("the order was withdrawn");
      }
      state = State.ASKING;
    }
    boolean held = true; // Of a call that failed nobody knows.
    try {
      Entitlement answer = rights.reserve(order, request);
      held = answer instanceof Entitlement.Granted;
      return answer;
    } finally {
      answered(held);
    }
  }

  private void answered(boolean held) {
    DoorOutcome outcome;
    synchronized (this) {
      outcome = held ? early : null;
      state = held && early == null ? State.HELD : State.OVER;
    }
    if (outcome != null) {
      tell(outcome);
    }
  }

  /** The order has ended so; only the first end counts. */
  void settle(DoorOutcome outcome) {
    synchronized (this) {
      if (state == State.ASKING) {
        early = early == null ? outcome : early;
        return;
      }
      State before = state;
      state = State.OVER;
      if (before != State.HELD) {
        return;
      }
    }
    tell(outcome);
  }

  private void tell(DoorOutcome outcome) {
    try {
      desk.workers().rights().execute(() -> told(outcome));
    } catch (RejectedExecutionException e) {
      told(outcome);
    }
  }

  private void told(DoorOutcome outcome) {
    try {
      desk.rooms()
          .rights
          .call(
              settings.millis(CoreKey.REPLACEMENT),
              rights -> {
                rights.settle(order, outcome);
                return null;
              });
    } catch (Exception | LinkageError e) {
      LOG.error("The rights do not know how order {} ended: {}", order, Why.of(e));
    }
  }
}
