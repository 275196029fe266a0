// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * From a decision to the relay: the order is written to the audit, handed over once, and answered
 * once. An order that could not be written is never handed over, and neither is one whose time was
 * over, or whose person had left, before it could be. Used by one thread; {@link #abandon()} by
 * another.
 */
final class UnlockStep implements Callable<UnlockStep.Result> {
  /** How it went. */
  sealed interface Result {
    /** The order was handed over and answered. */
    record Answered(DoorOutcome outcome, List<StageTiming> timings) implements Result {}

    /** Nothing was handed over. */
    record NotOrdered(String sentence) implements Result {}
  }

  private static final String LEFT = "The person has left";

  private enum Phase {
    PREPARING,
    HANDED,
    ABANDONED
  }

  private final Rooms rooms;
  private final CoreSettings settings;
  private final Ticks ticks;
  private final UnlockOrder order;
  private final Vigil vigil;
  private final Deadline door;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PREPARING);
  private final List<StageTiming> timings = new ArrayList<>();
  private final long openedNanos;

  /**
   * @param vigil whether the person is still there
   * @param openedNanos when the visit opened: the waterfall's zero
   */
  UnlockStep(
      Rooms rooms,
      CoreSettings settings,
      Ticks ticks,
      UnlockOrder order,
      Vigil vigil,
      long openedNanos) {
    this.rooms = rooms;
    this.settings = settings;
    this.ticks = ticks;
    this.order = order;
    this.vigil = vigil;
    this.openedNanos = openedNanos;
    this.door = new Deadline(System.nanoTime(), settings.millis(CoreKey.DOOR));
  }

  /** Returns what is left: of the order's life until it is handed over, then of the door's time. */
  long leftNanos() {
    return phase.get() == Phase.PREPARING
        ? order.expiresAtNanos() - System.nanoTime()
        : door.left(System.nanoTime());
  }

  /** Returns whether the order had not been handed over; then it never will be. */
  boolean abandon() {
    return phase.compareAndSet(Phase.PREPARING, Phase.ABANDONED);
  }

  UnlockOrder order() {
    return order;
  }

  @Override
  public Result call() throws Exception {
    if (!rooms.doors.expected(settings.millis(CoreKey.REPLACEMENT))) {
      return new Result.NotOrdered(rooms.doors.empty().getMessage());
    }
    long start = System.nanoTime();
    try {
      record();
    } catch (VestibuleException e) {
      return new Result.NotOrdered("The order could not be recorded: " + e.getMessage());
    }
    timings.add(bar("audit", start, System.nanoTime()));
    if (vigil.left()) {
      return new Result.NotOrdered(LEFT);
    }
    if (order.expired(System.nanoTime()) || !phase.compareAndSet(Phase.PREPARING, Phase.HANDED)) {
      return new Result.NotOrdered("The order was recorded too late");
    }
    door.restart(System.nanoTime(), settings.millis(CoreKey.DOOR).plus(Duration.ofMillis(100)));
    rooms
        .events
        .now()
        .ifPresent(
            events ->
                events.publish(
                    new DoorOrdered(
                        ticks.now(), order.door(), order.visit(), order.person(), order.id())));
    return new Result.Answered(hand(), timings);
  }

  private void record() throws VestibuleException {
    rooms
        .audit
        .now()
        .orElseThrow(rooms.audit::empty)
        .recordOrHold(
            "visit:" + order.visit(),
            "door-ordered",
            Map.of(
                "door", order.door().value(),
                "person", order.person().value(),
                "order", order.id(),
                "evidence", order.evidence(),
                "captured", order.capturedAt().toString()));
  }

  private DoorOutcome hand() throws InterruptedException {
    long start = System.nanoTime();
    long[] relay = new long[1];
    try {
      // Only a call that the controller threw back, having accepted nothing, is made again.
      CompletionStage<DoorOutcome> answer =
          rooms.doors.call(
              Duration.ofNanos(order.expiresAtNanos() - start),
              waited -> {},
              controller -> {
                relay[0] = System.nanoTime();
                return dead(relay[0]).orElseGet(() -> controller.unlock(order));
              });
      DoorOutcome outcome =
          answer.toCompletableFuture().get(settings.number(CoreKey.DOOR), TimeUnit.MILLISECONDS);
      time(start, relay[0], outcome);
      return outcome;
    } catch (InterruptedException e) {
      throw e;
    } catch (TimeoutException e) {
      return unanswered(settings);
    } catch (ExecutionException e) {
      return new DoorOutcome.Unreachable("The door controller failed: " + e.getCause());
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
    } else if (!vigil.end()) {
      denied = new DoorOutcome.Denied("person-left", LEFT);
    } else if (rooms.people.now().filter(this::enrolled).isEmpty()) {
      denied = new DoorOutcome.Denied("person-forgotten", "The person is no longer enrolled");
    }
    return Optional.ofNullable(denied).map(CompletableFuture::completedFuture);
  }

  private boolean enrolled(PeopleDirectory people) {
    return !people.templates(order.person()).isEmpty();
  }

  /** Returns the outcome of a door that did not answer in time. */
  static DoorOutcome unanswered(CoreSettings settings) {
    return new DoorOutcome.Unreachable(
        "The door did not answer within " + settings.number(CoreKey.DOOR) + " ms");
  }

  private void time(long start, long relay, DoorOutcome outcome) {
    timings.add(bar("order", start, relay));
    if (outcome instanceof DoorOutcome.Opened opened) {
      timings.add(bar("relay", relay, opened.confirmedNanos()));
      timings.add(bar("capture-to-relay", order.capturedNanos(), opened.confirmedNanos()));
    }
  }

  private StageTiming bar(String stage, long from, long to) {
    return Diary.bar(stage, openedNanos, from, to);
  }
}
