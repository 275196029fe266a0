// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;

/**
 * One order on its way: whoever answers first, the lock, the clock or a stop, gives its one
 * outcome. Thread-safe.
 */
final class OrderRun {
  private final UnlockOrder order;
  private final DoorSettings door;
  private final DoorActuator actuator;
  private final Executor answers;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CompletableFuture<DoorOutcome> outcome = new CompletableFuture<>();
  private final FutureTask<?> work = new FutureTask<>(this::carryOut, null);

  /**
   * @param answers runs what waits for the outcome, so that it holds up neither lock nor clock
   */
  OrderRun(UnlockOrder order, DoorSettings door, DoorActuator actuator, Executor answers) {
    this.order = order;
    this.door = door;
    this.actuator = actuator;
    this.answers = answers;
  }

  CompletionStage<DoorOutcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  /** Returns what the door's own thread runs. */
  Runnable work() {
    return work;
  }

  boolean usesActuator(DoorActuator candidate) {
    return actuator == candidate;
  }

  private void carryOut() {
    if (answered.get()) {
      return;
    }
    if (order.expired(System.nanoTime())) {
      answer(expired());
      return;
    }
    try {
      actuator.release(order.door(), door.pulse());
      answer(
          new DoorOutcome.Opened(
              door.title() + " is released for " + door.pulse().toMillis() + " ms",
              System.nanoTime()));
    } catch (VestibuleException e) {
      answer(
          e.code().equals("device-refused")
              ? new DoorOutcome.Denied("device-refused", e.getMessage())
              : unreachable(e.getMessage()));
    } catch (InterruptedException e) {
      answer(unreachable("the order was interrupted"));
    } catch (Throwable e) {
      // Also an Error: a driver whose bundle vanished under it throws NoClassDefFoundError.
      answer(unreachable("its driver failed with " + e.getClass().getSimpleName()));
    }
  }

  /** Gives up: answers that the lock is out of reach and interrupts the driver. */
  void stop(String why) {
    if (answer(unreachable(why))) {
      work.cancel(true);
    }
  }

  static DoorOutcome expired() {
    return new DoorOutcome.Denied(
        "order-expired", "The order came too late: what led to it is no longer true");
  }

  private DoorOutcome unreachable(String why) {
    return new DoorOutcome.Unreachable(
        door.title() + ": " + why + "; whether the lock moved is not known");
  }

  private boolean answer(DoorOutcome value) {
    boolean first = answered.compareAndSet(false, true);
    if (first) {
      answers.execute(() -> outcome.complete(value));
    }
    return first;
  }
}
