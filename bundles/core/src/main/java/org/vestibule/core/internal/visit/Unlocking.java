// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.core.internal.CoreKey;

/** The one order of a visit and its one outcome. On the visit's thread only. */
final class Unlocking {
  private final Visit visit;
  private final Desk desk;
  private final Diary diary;
  private final Bell bell;
  private final Rights rights;
  private UnlockStep order;
  private Optional<Finding> evidence = Optional.empty();

  Unlocking(Visit visit, Bell bell, Rights rights) {
    this.visit = visit;
    this.desk = visit.desk;
    this.diary = visit.diary;
    this.bell = bell;
    this.rights = rights;
  }

  /** Returns whether an order was made; there is never a second one. */
  boolean begun() {
    return order != null;
  }

  /**
   * Orders the door to open: once in a visit, whatever comes of it.
   *
   * @param basis what it rests on
   * @param vigil whether the person is still there
   */
  void begin(Decision.Admit admit, Basis basis, Vigil vigil) {
    long life = visit.settings.millis(CoreKey.ORDER_LIFE).toNanos();
    long captured = basis.capturedNanos();
    String id = UUID.randomUUID().toString();
    UnlockOrder made =
        new UnlockOrder(
            id,
            visit.info.door(),
            admit.person(),
            visit.id,
            basis.methods(),
            admit.reason(),
            basis.capturedAt(),
            captured,
            captured + life);
    Grant grant = new Grant(desk, visit.settings, basis, id);
    UnlockStep step = new UnlockStep(desk, visit.settings, made, grant, vigil, visit.openedNanos);
    order = step;
    evidence = basis.finding();
    visit.stages.run(
        "order",
        desk.workers().doors(),
        step::leftNanos,
        step,
        (result, failure) -> ordered(step, result, failure));
  }

  private void ordered(UnlockStep step, UnlockStep.Result result, Throwable failure) {
    if (result instanceof UnlockStep.Result.Answered answered) {
      diary.time(answered.timings(), visit.openedNanos);
      answered(answered.outcome());
    } else if (result instanceof UnlockStep.Result.NotOrdered not) {
      notOrdered(not.sentence());
    } else if (step.abandon()) {
      notOrdered("The order was not ready in time: " + Why.of(failure));
    } else if (step.withdraw()) {
      answered(new DoorOutcome.Cancelled("withdrawn", "No door was asked: " + Why.of(failure)));
    } else {
      answered(step.outcome().orElseGet(() -> UnlockStep.unanswered(visit.settings)));
    }
  }

  private void notOrdered(String sentence) {
    order.grant().settle(new DoorOutcome.Cancelled(visit.withdrawal(), sentence));
    order
        .grant()
        .refused()
        .ifPresent(no -> rights.refused(Optional.of(order.order().person()), no));
    Decision.Ring ring = new Decision.Ring(false, "The door was not ordered to open. " + sentence);
    diary.decided(ring);
    visit.spend();
    bell.ring(ring);
  }

  private void answered(DoorOutcome outcome) {
    told(outcome);
    if (opened()) {
      evidence.ifPresent(seen -> Renewal.offer(desk, order.order().person(), seen));
      visit.after(visit.settings.millis(CoreKey.LINGER), () -> visit.close(""));
    } else {
      visit.spend();
      bell.ring(new Decision.Ring(false, words(outcome) + outcome.sentence()));
    }
  }

  /** The order's one outcome goes to everybody who has to know. */
  private void told(DoorOutcome outcome) {
    UnlockOrder made = order.order();
    order.grant().settle(outcome);
    diary.answered(outcome);
    diary.publish(new DoorAnswered(desk.ticks().now(), made.door(), visit.id, made.id(), outcome));
    desk.note("visit:" + visit.id, action(outcome), facts(made, outcome));
  }

  private static String words(DoorOutcome outcome) {
    return outcome instanceof DoorOutcome.TimedOut
        ? "Nobody knows whether the door opened. "
        : "The door did not open. ";
  }

  /** Returns what the audit keeps of an outcome. */
  static Map<String, String> facts(UnlockOrder made, DoorOutcome outcome) {
    return Map.of(
        "door", made.door().value(),
        "person", made.person().value(),
        "order", made.id(),
        "answer", outcome.sentence());
  }

  /** Returns how the audit calls an outcome. */
  static String action(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return "door-opened";
    } else if (outcome instanceof DoorOutcome.Denied) {
      return "door-denied";
    } else if (outcome instanceof DoorOutcome.TimedOut) {
      return "door-timed-out";
    }
    return outcome instanceof DoorOutcome.Cancelled ? "door-cancelled" : "door-unreachable";
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return diary.outcome().orElse(null) instanceof DoorOutcome.Opened;
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    evidence = Optional.empty();
    if (!visit.stages.runs("order")) {
      return;
    }
    if (order.abandon()) {
      notOrdered(why);
    } else if (order.withdraw()) {
      told(new DoorOutcome.Cancelled(visit.withdrawal(), why));
    } else {
      // It may have been answered, and the visit not been told yet.
      told(order.outcome().orElseGet(() -> new DoorOutcome.TimedOut(why)));
    }
  }
}
