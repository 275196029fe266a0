// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.rollout;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.pack.RolloutPolicy;
import org.vestibule.models.internal.stats.RunCounters;
import org.vestibule.models.internal.stats.Tally;

/**
 * The time after an activation in which the model before stays loaded, and bounds decide whether it
 * comes back. Thread-safe.
 */
public final class Watch {
  private final Serving serving;
  private final Serving before;
  private final String earlier;
  private final RolloutPolicy.Watch bounds;
  private final Contest contest;
  private final LongSupplier clock;
  private final long until;
  private final double p95Before;

  /**
   * @param serving what serves now
   * @param before what served before, still loaded
   * @param earlier id of what a person could have rolled back to before, empty for nothing
   * @param clock monotonic, in nanoseconds
   */
  public Watch(String slot, Serving serving, Serving before, String earlier, LongSupplier clock) {
    this.serving = serving;
    this.before = before;
    this.earlier = earlier;
    this.clock = clock;
    this.bounds = serving.pack().rollout().watch();
    this.until = clock.getAsLong() + TimeUnit.SECONDS.toNanos(bounds.seconds());
    this.p95Before = before.counters().p95(bounds.minimum());
    this.contest =
        new Contest(
            slot,
            serving,
            before,
            "watch",
            new RunCounters(),
            serving.pack().rollout().shadow().share());
  }

  /** Returns what is watched. */
  public Serving serving() {
    return serving;
  }

  /** Returns what comes back when bounds are left. */
  public Serving before() {
    return before;
  }

  /** Returns id of what a person could have rolled back to before, empty for nothing. */
  public String earlier() {
    return earlier;
  }

  /** Returns the comparison with the model before. */
  public Contest contest() {
    return contest;
  }

  /** Returns whether failed runs alone are out of bounds; cheap, for the thread of a run. */
  public boolean tooManyErrors() {
    return !Bounds.errors(serving.counters(), bounds.minimum(), bounds.maxErrorRate()).isEmpty();
  }

  /** Returns what the bounds say now. */
  public Judgement judgement() {
    RunCounters runs = serving.counters();
    String failing = Bounds.errors(runs, bounds.minimum(), bounds.maxErrorRate());
    double p95 = runs.p95(bounds.minimum());
    String slow = Bounds.latency(p95, p95Before, bounds.maxLatencyRatio(), runs.runs());
    Tally.Counts counts = contest.tally().counts();
    String differing = differing(counts);
    for (String wrong : new String[] {failing, slow, differing}) {
      if (!wrong.isEmpty()) {
        return Judgement.back(
            serving.id() + " under watch: " + wrong + ". " + before.id() + " serves again.");
      }
    }
    long left = until - clock.getAsLong();
    String figures =
        Bounds.say(
            "%d runs, %d failed, %s, %d of %d decisions differ from %s",
            runs.runs(),
            runs.errors(),
            Bounds.ratio(p95, p95Before),
            counts.disagreed(),
            counts.compared(),
            before.id());
    return left > 0
        ? Judgement.wait(
            Bounds.say(
                    "%s is watched for %d s more",
                    serving.id(), (left + 999_999_999) / 1_000_000_000)
                + ": "
                + figures)
        : Judgement.forward(serving.id() + " was watched to the end: " + figures + ".");
  }

  private String differing(Tally.Counts counts) {
    if (counts.compared() < bounds.minimum()
        || counts.disagreed() <= bounds.maxDisagreement() * counts.compared()) {
      return "";
    }
    return Bounds.say(
        "%d of %d decisions differ from the model before; allowed are %s %%",
        counts.disagreed(), counts.compared(), Bounds.percent(bounds.maxDisagreement()));
  }
}
