// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/** A person at the console opens a door: written down first, ordered once, answered once. */
final class HandOpening {
  /** As any order: whoever waits longer than this has to ask again. */
  private static final Duration LIFE = Duration.ofMillis(1500);

  private static final long MOST_WAIT_SECONDS = 15;

  private final House house;

  HandOpening(House house) {
    this.house = house;
  }

  /** Opens a door; the outcome is audited and told. */
  DoorOutcome open(DoorId door, String who) throws VestibuleException {
    DoorController doors = House.need(house.doors, "doors");
    AuditTrail audit = House.need(house.audit, "audit");
    long now = System.nanoTime();
    String id = UUID.randomUUID().toString();
    // For no resident: a name that nobody can have been given, so that nobody's card is shown.
    PersonId nobody = new PersonId("hand-" + id);
    UnlockOrder order =
        new UnlockOrder(
            id,
            door,
            nobody,
            new VisitId("hand-" + id),
            Set.of(EntryMethod.HUMAN),
            "Opened by hand at the console",
            Instant.now(),
            now,
            now + LIFE.toNanos());
    audit.recordOrHold(who, "door-ordered", Map.of("door", door.value(), "order", id));
    tell(new DoorOrdered(Instant.now(), door, order.visit(), nobody, id));
    DoorOutcome outcome = await(doors.unlock(order));
    audit.recordOrHold(
        who,
        action(outcome),
        Map.of("door", door.value(), "order", id, "answer", outcome.sentence()));
    tell(new DoorAnswered(Instant.now(), door, order.visit(), id, outcome));
    return outcome;
  }

  /** Waits for an outcome, which the door control promises within the door's own time. */
  static DoorOutcome await(CompletionStage<DoorOutcome> answer) {
    try {
      return answer.toCompletableFuture().get(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DoorOutcome.TimedOut("The console is stopping; whether the lock moved is unknown");
    } catch (TimeoutException | ExecutionException e) {
      return new DoorOutcome.TimedOut(
          "The door control did not answer; whether the lock moved is unknown");
    }
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

  private void tell(DoorEvent event) {
    EventPublisher events = house.events;
    if (events != null) {
      events.publish(event);
    }
  }
}
