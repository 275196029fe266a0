// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.DoorOutcome.TimedOut;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** Carries out orders: each is used once, in time, for what its door knows. Thread-safe. */
final class Orders {
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final LockCalls calls;
  private final Leaves leaves;
  private final UsedOrders used = new UsedOrders();

  Orders(LockCalls calls, Leaves leaves) {
    this.calls = calls;
    this.leaves = leaves;
    calls.every(SWEEP, () -> used.sweep(System.nanoTime()));
  }

  /** Carries out an order; the stage never completes exceptionally. */
  CompletionStage<DoorOutcome> give(UnlockOrder order, Optional<Door> door) {
    long now = System.nanoTime();
    Optional<CompletionStage<DoorOutcome>> before = used.used(order);
    if (before.isPresent()) {
      return before.get();
    }
    if (door.isEmpty()) {
      return LockCalls.answered(unknown(order.door()));
    }
    if (order.expired(now)) {
      return LockCalls.answered(expired());
    }
    return used.use(order, now, () -> carryOut(order, door.get()));
  }

  private CompletionStage<DoorOutcome> carryOut(UnlockOrder order, Door door) {
    DoorSettings settings = door.settings();
    Optional<DoorOutcome> refusal = method(order, settings).or(() -> refusal(order, settings));
    if (refusal.isPresent()) {
      return LockCalls.answered(refusal.get());
    }
    CompletionStage<DoorOutcome> outcome = calls.run(door, new Unlock(order, door, settings));
    outcome.thenAccept(answer -> letThrough(answer, settings));
    return outcome;
  }

  /** A lock that did not confirm may have opened all the same. */
  private void letThrough(DoorOutcome outcome, DoorSettings door) {
    if (outcome instanceof Opened || outcome instanceof TimedOut) {
      leaves.letThrough(door.id(), door.pulse());
    }
  }

  private static Optional<DoorOutcome> method(UnlockOrder order, DoorSettings door) {
    Set<String> off = new TreeSet<>();
    order.methods().stream().map(EntryMethod::label).forEach(off::add);
    boolean none = off.isEmpty();
    off.removeAll(door.methods());
    if (!none && off.isEmpty()) {
      return Optional.empty();
    }
    String what = none ? "an order without a way in" : String.join(" and ", off);
    return Optional.of(new Denied("method-off", door.title() + " is not opened by " + what));
  }

  /** What may have changed while the order waited for the lock. */
  private Optional<DoorOutcome> refusal(UnlockOrder order, DoorSettings door) {
    long now = System.nanoTime();
    if (order.expired(now)) {
      return Optional.of(expired());
    }
    long age = now - order.capturedNanos();
    if (age < 0 || age > door.capture().toNanos()) {
      return Optional.of(
          new Denied(
              "capture-stale",
              "What was seen is not of the last " + door.capture().toMillis() + " ms"));
    }
    return leaves.view(order.door()).fire() ? Optional.of(fire(door)) : Optional.empty();
  }

  /** A pulse must not end what a fire began, so nothing is moved while it lasts. */
  static DoorOutcome fire(DoorSettings door) {
    return new Denied("fire-release", "The fire alarm has released " + door.title() + " already");
  }

  static DoorOutcome unknown(DoorId door) {
    return new Denied("unknown-door", "There is no door " + door + " here");
  }

  private static DoorOutcome expired() {
    return new Denied("order-expired", "The order came too late: what led to it is no longer true");
  }

  /** One order at its lock. */
  private final class Unlock implements LockCall {
    private final UnlockOrder order;
    private final Door lock;
    private final DoorSettings door;

    Unlock(UnlockOrder order, Door lock, DoorSettings door) {
      this.order = order;
      this.lock = lock;
      this.door = door;
    }

    @Override
    public Optional<DoorOutcome> refusal() {
      return Orders.this.refusal(order, door);
    }

    @Override
    public String ask(DoorActuator actuator) throws VestibuleException, InterruptedException {
      // The leaf may be quicker than the confirmation.
      leaves.letThrough(order.door(), door.answer());
      try {
        actuator.release(order, door.pulse());
      } finally {
        // A lock that did not confirm may have opened all the same.
        lock.pulses(System.nanoTime() + door.pulse().toNanos());
      }
      return door.title() + " is released for " + door.pulse().toMillis() + " ms";
    }
  }
}
