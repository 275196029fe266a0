// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * How far an order has come: being prepared, handed over, asked of a door, or given up, which it
 * can be until a door is asked. Run by one thread; given up by another.
 */
final class HandOver {
  private enum Phase {
    PREPARING,
    HANDED,
    ASKED,
    ABANDONED
  }

  private final Rooms rooms;
  private final CoreSettings settings;
  private final Errand errand;
  private final UnlockOrder order;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PREPARING);
  private long relayNanos;

  HandOver(Rooms rooms, CoreSettings settings, Errand errand) {
    this.rooms = rooms;
    this.settings = settings;
    this.errand = errand;
    this.order = errand.order();
  }

  boolean preparing() {
    return phase.get() == Phase.PREPARING;
  }

  /** Hands it over; returns false when it was given up before. */
  boolean begin() {
    return phase.compareAndSet(Phase.PREPARING, Phase.HANDED);
  }

  /** Gives it up before it is handed over; returns whether that is so. */
  boolean abandon() {
    return phase.compareAndSet(Phase.PREPARING, Phase.ABANDONED);
  }

  /** Takes it back before a door is asked; returns whether that is so. */
  boolean withdraw() {
    return phase.compareAndSet(Phase.HANDED, Phase.ABANDONED);
  }

  /** Returns when the door was asked, on {@link System#nanoTime()}. */
  long relayNanos() {
    return relayNanos;
  }

  /** Asks the door, and waits for its answer. */
  DoorOutcome run() throws InterruptedException {
    relayNanos = System.nanoTime();
    try {
      // Only a call that the controller threw back, having accepted nothing, is made again.
      CompletionStage<DoorOutcome> answer =
          rooms.doors.call(
              Duration.ofNanos(order.expiresAtNanos() - relayNanos),
              waited -> {},
              controller -> {
                relayNanos = System.nanoTime();
                return dead(relayNanos).orElseGet(() -> controller.unlock(order));
              });
      return answer.toCompletableFuture().get(settings.number(CoreKey.DOOR), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw e;
    } catch (TimeoutException e) {
      return UnlockStep.unanswered(settings);
    } catch (ExecutionException e) {
      return new DoorOutcome.TimedOut("The door controller failed on the way: " + e.getCause());
    } catch (Exception | LinkageError e) {
      return new DoorOutcome.Unreachable("The door controller failed: " + e.getMessage());
    }
  }

  /** The last look before the order leaves the house: at the clock, and for the person. */
  private Optional<CompletionStage<DoorOutcome>> dead(long nowNanos) {
    DoorOutcome denied = null;
    if (order.expired(nowNanos)) {
      denied =
          new DoorOutcome.Denied("order-expired", "The order was dead before it was handed over");
    } else if (!errand.vigil().end()) {
      denied = new DoorOutcome.Denied("person-left", Vigil.LEFT);
    } else if (!errand.known().getAsBoolean()) {
      denied = new DoorOutcome.Denied("person-forgotten", "The person is no longer enrolled");
    } else if (phase.get() != Phase.ASKED && !phase.compareAndSet(Phase.HANDED, Phase.ASKED)) {
      denied = new DoorOutcome.Denied("order-expired", "The order was withdrawn");
    }
    return Optional.ofNullable(denied).map(CompletableFuture::completedFuture);
  }
}
