// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
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
  private UnlockStep order;
  private Finding evidence;

  Unlocking(Visit visit, Bell bell) {
    this.visit = visit;
    this.desk = visit.desk;
    this.diary = visit.diary;
    this.bell = bell;
  }

  /** Returns whether an order was made; there is never a second one. */
  boolean begun() {
    return order != null;
  }

  /**
   * Orders the door to open: once in a visit, whatever comes of it.
   *
   * @param finding what it rests on
   * @param vigil whether the person is still there
   */
  void begin(Decision.Admit admit, Finding finding, Vigil vigil) {
    long life = visit.settings.millis(CoreKey.ORDER_LIFE).toNanos();
    long captured = finding.capturedNanos();
    UnlockOrder made =
        new UnlockOrder(
            UUID.randomUUID().toString(),
            visit.info.door(),
            admit.person(),
            visit.id,
            admit.reason(),
            finding.sighting().evidence().get().capturedAt(),
            captured,
            captured + life);
    UnlockStep step =
        new UnlockStep(desk.rooms(), visit.settings, desk.ticks(), made, vigil, visit.openedNanos);
    order = step;
    evidence = finding;
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
      answered(step.order(), answered.outcome());
    } else if (result instanceof UnlockStep.Result.NotOrdered not) {
      notOrdered(not.sentence());
    } else if (step.abandon()) {
      notOrdered("The order was not recorded in time: " + Why.of(failure));
    } else {
      answered(step.order(), UnlockStep.unanswered(visit.settings));
    }
  }

  private void notOrdered(String sentence) {
    diary.decided(new Decision.Ring(false, "The door was not ordered to open. " + sentence));
    visit.spend();
    bell.ring(new Decision.Ring(false, "The door was not ordered to open. " + sentence));
  }

  private void answered(UnlockOrder made, DoorOutcome outcome) {
    diary.answered(outcome);
    diary.publish(new DoorAnswered(desk.ticks().now(), made.door(), visit.id, made.id(), outcome));
    desk.note(
        "visit:" + visit.id,
        action(outcome),
        Map.of(
            "door", made.door().value(),
            "person", made.person().value(),
            "order", made.id(),
            "answer", outcome.sentence()));
    if (opened()) {
      Renewal.offer(desk, made.person(), evidence);
      visit.after(visit.settings.millis(CoreKey.LINGER), () -> visit.close(""));
    } else {
      visit.spend();
      bell.ring(new Decision.Ring(false, "The door did not open. " + outcome.sentence()));
    }
  }

  /** Returns how the audit calls an outcome. */
  static String action(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return "door-opened";
    }
    return outcome instanceof DoorOutcome.Denied ? "door-denied" : "door-unreachable";
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return diary.outcome().orElse(null) instanceof DoorOutcome.Opened;
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    evidence = null;
    if (!visit.stages.runs("order")) {
      return;
    }
    if (order.abandon()) {
      notOrdered(why);
    } else {
      diary.answered(new DoorOutcome.Unreachable(why));
      diary.publish(
          new DoorAnswered(
              desk.ticks().now(),
              visit.info.door(),
              visit.id,
              order.order().id(),
              diary.outcome().get()));
      desk.note(
          "visit:" + visit.id,
          "door-unreachable",
          Map.of("door", visit.info.door().value(), "order", order.order().id(), "answer", why));
    }
  }
}
