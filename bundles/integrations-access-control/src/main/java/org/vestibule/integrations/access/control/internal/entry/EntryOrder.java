// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint.Sign;

/**
 * From a right to the lock: the order stands in the audit before it is handed over, is handed over
 * once, and answered once.
 */
final class EntryOrder {
  /** How long what was read may lead to an open door. */
  static final Duration LIFE = Duration.ofMillis(1500);

  private static final Logger LOG = LoggerFactory.getLogger(EntryOrder.class);

  private final EntryRooms rooms;
  private final InstantSource wall;
  private final LongSupplier ticks;
  private final Executor thread;
  private final Shown shown;
  private final UnlockOrder order;

  /**
   * @param thread runs what follows the outcome
   * @param id the id under which the rights were reserved
   */
  EntryOrder(
      EntryRooms rooms,
      InstantSource wall,
      LongSupplier ticks,
      Executor thread,
      Shown shown,
      String id,
      Granted granted) {
    this.rooms = rooms;
    this.wall = wall;
    this.ticks = ticks;
    this.thread = thread;
    this.shown = shown;
    order =
        new UnlockOrder(
            id,
            shown.at().door(),
            granted.person(),
            new VisitId("entry-" + UUID.randomUUID()),
            shown.methods(),
            shown.evidence(),
            shown.when(),
            shown.readNanos(),
            shown.readNanos() + LIFE.toNanos());
  }

  void give() {
    if (order.expired(ticks.getAsLong())) {
      withdraw("What was read is too old");
      return;
    }
    try {
      rooms.record(actor(), "door-ordered", details("evidence", order.evidence()));
    } catch (VestibuleException e) {
      withdraw("The order could not be recorded: " + e.getMessage());
      return;
    }
    rooms.publish(
        new DoorOrdered(wall.instant(), order.door(), order.visit(), order.person(), order.id()));
    hand().whenCompleteAsync((outcome, failure) -> answered(outcome, failure), thread);
  }

  private CompletionStage<DoorOutcome> hand() {
    Optional<DoorController> doors = rooms.doors();
    if (doors.isEmpty()) {
      return CompletableFuture.completedFuture(
          new DoorOutcome.Unreachable("No door control is here; nothing was moved"));
    }
    try {
      return doors.get().unlock(order);
    } catch (RuntimeException | LinkageError e) {
      // A controller whose bundle vanishes under the call; it is never called twice.
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answered(DoorOutcome given, Throwable failure) {
    DoorOutcome outcome =
        failure == null
            ? given
            : new DoorOutcome.TimedOut("The door control failed: " + failure.getMessage());
    shown.at().show(outcome instanceof DoorOutcome.Opened ? Sign.GRANTED : Sign.DENIED);
    settle(outcome);
    rooms.publish(
        new DoorAnswered(wall.instant(), order.door(), order.visit(), order.id(), outcome));
    rooms.note(actor(), action(outcome), details("answer", outcome.sentence()));
  }

  /** Nothing was handed over. */
  private void withdraw(String why) {
    LOG.warn("Door {}: no order was given: {}", order.door(), why);
    settle(new DoorOutcome.Cancelled("withdrawn", why));
    shown.at().show(Sign.DENIED);
  }

  private void settle(DoorOutcome outcome) {
    try {
      rooms.rights().ifPresent(rights -> rights.settle(order.id(), outcome));
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The rights were not told how order {} ended", order.id(), e);
    }
  }

  private String actor() {
    return "visit:" + order.visit();
  }

  private Map<String, String> details(String name, String value) {
    return Map.of(
        "door",
        order.door().value(),
        "person",
        order.person().value(),
        "order",
        order.id(),
        "methods",
        Shown.labels(order.methods()),
        "captured",
        order.capturedAt().toString(),
        name,
        value);
  }

  private static String action(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return "door-opened";
    }
    if (outcome instanceof DoorOutcome.Denied) {
      return "door-denied";
    }
    if (outcome instanceof DoorOutcome.TimedOut) {
      return "door-timed-out";
    }
    return outcome instanceof DoorOutcome.Cancelled ? "door-cancelled" : "door-unreachable";
  }
}
