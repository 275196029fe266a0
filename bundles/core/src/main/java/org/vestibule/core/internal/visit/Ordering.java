// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.core.internal.command.Outcomes;

/**
 * One order of a visit on its way to its one outcome, whatever becomes of the visit meanwhile. On
 * the visit's thread only.
 */
final class Ordering {
  static final String STAGE = "order";

  /** Whoever made it is told how it ended, once. */
  interface End {
    /** It never left the house. */
    void notOrdered(String sentence);

    /** The door answered, or did not; everybody who has to know was told. */
    void answered(DoorOutcome outcome);

    /** The visit ended with it on its way; everybody who has to know was told. */
    void cut(DoorOutcome outcome);
  }

  private final Visit visit;
  private final UnlockStep step;
  private final End end;
  private boolean over;

  Ordering(Visit visit, Errand errand, End end) {
    this.visit = visit;
    this.step = new UnlockStep(visit.desk, visit.settings, errand, visit.openedNanos);
    this.end = end;
  }

  /** Gives it; it is never given a second time. */
  void begin() {
    visit.stages.run(STAGE, visit.desk.workers().doors(), step::leftNanos, step, this::ended);
  }

  private void ended(UnlockStep.Result result, Throwable failure) {
    over = true;
    if (result instanceof UnlockStep.Result.Answered answered) {
      visit.diary.time(answered.timings(), visit.openedNanos);
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
    step.errand().grant().settle(new DoorOutcome.Cancelled(visit.withdrawal(), sentence));
    end.notOrdered(sentence);
  }

  private void answered(DoorOutcome outcome) {
    told(outcome);
    end.answered(outcome);
  }

  /** The order's one outcome goes to everybody who has to know. */
  private void told(DoorOutcome outcome) {
    Errand errand = step.errand();
    errand.grant().settle(outcome);
    visit.diary.answered(outcome);
    visit.diary.publish(
        new DoorAnswered(
            visit.desk.ticks().now(),
            errand.order().door(),
            visit.id,
            errand.order().id(),
            outcome));
    visit.desk.note("visit:" + visit.id, Outcomes.action(outcome), facts(errand, outcome));
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    if (over) {
      return;
    }
    over = true;
    if (step.abandon()) {
      notOrdered(why);
      return;
    }
    // It may have been answered, and the visit not been told yet.
    DoorOutcome outcome =
        step.withdraw()
            ? new DoorOutcome.Cancelled(visit.withdrawal(), why)
            : step.outcome().orElseGet(() -> new DoorOutcome.TimedOut(why));
    told(outcome);
    end.cut(outcome);
  }

  /** Returns what the audit keeps of an outcome. */
  static Map<String, String> facts(Errand errand, DoorOutcome outcome) {
    Map<String, String> facts = new TreeMap<>(errand.who());
    facts.put("door", errand.order().door().value());
    facts.put("order", errand.order().id());
    facts.put("answer", outcome.sentence());
    return facts;
  }
}
