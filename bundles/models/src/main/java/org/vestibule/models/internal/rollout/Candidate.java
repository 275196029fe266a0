// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.rollout;

import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.model.ModelState;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.pack.RolloutPolicy;
import org.vestibule.models.internal.stats.RunCounters;
import org.vestibule.models.internal.stats.Share;
import org.vestibule.models.internal.stats.Tally;

/** A model in shadow or canary: what it has shown so far, and what its policy says to it. */
public final class Candidate {
  private final Serving serving;
  private final Serving active;
  private final ModelState phase;
  private final Contest contest;
  private final Share share;
  private final AtomicLong requests = new AtomicLong();

  private Candidate(
      Serving serving, Serving active, ModelState phase, Contest contest, double share) {
    this.serving = serving;
    this.active = active;
    this.phase = phase;
    this.contest = contest;
    this.share = new Share(share);
  }

  /** A model that sees and acts on nothing. */
  public static Candidate shadow(String slot, Serving serving, Serving active) {
    Contest contest =
        new Contest(
            slot,
            active,
            serving,
            "shadow",
            new RunCounters(),
            serving.pack().rollout().shadow().share());
    return new Candidate(serving, active, ModelState.SHADOW, contest, 0);
  }

  /**
   * The same model, now serving its share of requests.
   *
   * @param whenRunFails called after each failed run
   */
  public Candidate canary(Runnable whenRunFails) {
    serving.countAnew(whenRunFails);
    Contest next = new Contest(contest.slot(), active, serving, "canary", serving.counters(), 0);
    return new Candidate(
        serving, active, ModelState.CANARY, next, serving.pack().rollout().canary().share());
  }

  /** Returns the model. */
  public Serving serving() {
    return serving;
  }

  /** Returns {@code SHADOW} or {@code CANARY}. */
  public ModelState phase() {
    return phase;
  }

  /** Returns the comparison of this phase. */
  public Contest contest() {
    return contest;
  }

  /** Returns whether it serves this request. */
  public boolean servesNext() {
    if (phase != ModelState.CANARY || !share.next()) {
      return false;
    }
    requests.incrementAndGet();
    return true;
  }

  /** Returns what its policy says now. */
  public Judgement judgement() {
    return phase == ModelState.SHADOW ? shadowJudgement() : canaryJudgement();
  }

  private Judgement shadowJudgement() {
    RolloutPolicy.Shadow policy = serving.pack().rollout().shadow();
    double errorBound = serving.pack().rollout().canary().maxErrorRate();
    String failing = Bounds.errors(contest.runs(), policy.minimum(), errorBound);
    if (!failing.isEmpty()) {
      return Judgement.back(serving.id() + " in shadow: " + failing + ".");
    }
    Tally.Counts counts = contest.tally().counts();
    if (counts.compared() == 0 && counts.incomparable() >= policy.minimum()) {
      return Judgement.back(
          serving.id()
              + " in shadow could be compared on none of "
              + counts.incomparable()
              + " requests, so shadow cannot promote it. Activate it when you want it.");
    }
    if (counts.compared() < policy.minimum()) {
      return Judgement.wait(
          Bounds.say(
              "%s is in shadow: %d of %d requests compared, %d with another decision, %d dropped",
              serving.id(),
              counts.compared(),
              policy.minimum(),
              counts.disagreed(),
              counts.dropped()));
    }
    // Judged once, at the first look after n was reached: looking until it fits would fit chance.
    return decide(
        "in shadow",
        Bounds.disagreement(counts, policy.maxDisagreement()),
        Bounds.shift(contest.tally(), policy.maxScoreShift()),
        Bounds.say("%d of %d decisions differ", counts.disagreed(), counts.compared()));
  }

  private Judgement canaryJudgement() {
    RolloutPolicy.Canary policy = serving.pack().rollout().canary();
    RunCounters runs = serving.counters();
    String failing = Bounds.errors(runs, policy.minimum(), policy.maxErrorRate());
    long served = requests.get();
    if (failing.isEmpty() && served < policy.minimum()) {
      return Judgement.wait(
          Bounds.say(
              "%s is a canary: %d of %d requests served, %d of %d runs failed",
              serving.id(), served, policy.minimum(), runs.errors(), runs.runs()));
    }
    double p95 = runs.p95(policy.minimum());
    double before = active.counters().p95(policy.minimum());
    return decide(
        "as canary",
        failing,
        Bounds.latency(p95, before, policy.maxLatencyRatio(), runs.runs()),
        Bounds.say(
            "%d requests served, %d of %d runs failed, %s",
            served, runs.errors(), runs.runs(), Bounds.ratio(p95, before)));
  }

  private Judgement decide(String where, String one, String two, String passed) {
    String wrong = one.isEmpty() ? two : two.isEmpty() ? one : one + "; " + two;
    String begin = serving.id() + " " + where + ": ";
    return wrong.isEmpty()
        ? Judgement.forward(begin + passed + ".")
        : Judgement.back(begin + wrong + ".");
  }
}
