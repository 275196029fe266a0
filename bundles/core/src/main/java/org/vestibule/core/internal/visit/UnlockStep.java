// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.command.Outcomes;

/**
 * From a decision to the relay: the order is written to the audit, granted by the rights where they
 * are kept, handed over once, and answered once. An order that could not be written or is not
 * granted is never handed over, and neither is one whose time was over, or whose person had left,
 * before it could be; the audit says so of one that it has. Used by one thread; {@link #abandon()}
 * and {@link #withdraw()} by another.
 */
final class UnlockStep implements Callable<UnlockStep.Result> {
  /** How it went. */
  sealed interface Result {
    /** The order was handed over and answered. */
    record Answered(DoorOutcome outcome, List<StageTiming> timings) implements Result {}

    /** Nothing was handed over. */
    record NotOrdered(String sentence) implements Result {}
  }

  private final Desk desk;
  private final Rooms rooms;
  private final CoreSettings settings;
  private final Errand errand;
  private final UnlockOrder order;
  private final Grant grant;
  private final Vigil vigil;
  private final Deadline door;
  private final HandOver handOver;
  private final List<StageTiming> timings = new ArrayList<>();
  private final long openedNanos;
  private volatile DoorOutcome outcome;

  /**
   * @param openedNanos when the visit opened: the waterfall's zero
   */
  UnlockStep(Desk desk, CoreSettings settings, Errand errand, long openedNanos) {
    this.desk = desk;
    this.rooms = desk.rooms();
    this.settings = settings;
    this.errand = errand;
    this.order = errand.order();
    this.grant = errand.grant();
    this.vigil = errand.vigil();
    this.openedNanos = openedNanos;
    this.handOver = new HandOver(desk.rooms(), settings, errand);
    this.door = new Deadline(System.nanoTime(), settings.millis(CoreKey.DOOR));
  }

  /** Returns what is left: of the order's life until it is handed over, then of the door's time. */
  long leftNanos() {
    return handOver.preparing()
        ? order.expiresAtNanos() - System.nanoTime()
        : door.left(System.nanoTime());
  }

  /** Returns whether the order had not been handed over; then it never will be. */
  boolean abandon() {
    return handOver.abandon();
  }

  /** Returns whether the order had been handed over, but no door asked; then none ever will be. */
  boolean withdraw() {
    return handOver.withdraw();
  }

  Errand errand() {
    return errand;
  }

  /** Returns what the door answered, if it has and the visit has not been told yet. */
  Optional<DoorOutcome> outcome() {
    return Optional.ofNullable(outcome);
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
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      cancelled(obstacle.get());
      return new Result.NotOrdered(obstacle.get());
    }
    door.restart(System.nanoTime(), settings.millis(CoreKey.DOOR).plus(Duration.ofMillis(100)));
    rooms
        .events
        .now()
        .ifPresent(
            events ->
                events.publish(
                    new DoorOrdered(
                        desk.ticks().now(),
                        order.door(),
                        order.visit(),
                        order.person(),
                        order.id())));
    long handed = System.nanoTime();
    outcome = handOver.run();
    time(handed, handOver.relayNanos(), outcome);
    return new Result.Answered(outcome, timings);
  }

  /** Returns why an order that is recorded is not handed over, if so. */
  private Optional<String> obstacle() {
    if (vigil.left()) {
      return Optional.of(Vigil.LEFT);
    }
    Optional<String> refused = grant.refusal(order);
    if (refused.isPresent()) {
      return refused;
    }
    if (vigil.left()) {
      return Optional.of(Vigil.LEFT);
    }
    boolean late = order.expired(System.nanoTime());
    return late || !handOver.begin()
        ? Optional.of("The order was ready too late")
        : Optional.empty();
  }

  private void cancelled(String sentence) {
    DoorOutcome withdrawn = new DoorOutcome.Cancelled("withdrawn", sentence);
    grant.settle(withdrawn);
    desk.note(
        "visit:" + order.visit(), Outcomes.action(withdrawn), Ordering.facts(errand, withdrawn));
  }

  private void record() throws VestibuleException {
    Map<String, String> facts = new TreeMap<>(errand.who());
    facts.put("door", order.door().value());
    facts.put("order", order.id());
    facts.put("evidence", order.evidence());
    facts.put("captured", order.capturedAt().toString());
    facts.put(
        "methods",
        order.methods().stream().sorted().map(EntryMethod::label).collect(Collectors.joining(",")));
    grant.addTo(facts);
    rooms
        .audit
        .now()
        .orElseThrow(rooms.audit::empty)
        .recordOrHold("visit:" + order.visit(), "door-ordered", facts);
  }

  /** Returns the outcome of a door that did not answer in time. */
  static DoorOutcome unanswered(CoreSettings settings) {
    return new DoorOutcome.TimedOut(
        "The door did not answer within " + settings.number(CoreKey.DOOR) + " ms");
  }

  private void time(long start, long relay, DoorOutcome answer) {
    timings.add(bar("order", start, relay));
    if (answer instanceof DoorOutcome.Opened opened) {
      timings.add(bar("relay", relay, opened.confirmedNanos()));
      timings.add(bar("capture-to-relay", order.capturedNanos(), opened.confirmedNanos()));
    }
  }

  private StageTiming bar(String stage, long from, long to) {
    return Diary.bar(stage, openedNanos, from, to);
  }
}
