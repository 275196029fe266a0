// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.rollout;

import java.time.Instant;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.stats.Interval;
import org.vestibule.models.internal.stats.McNemar;
import org.vestibule.models.internal.stats.RunCounters;
import org.vestibule.models.internal.stats.Share;
import org.vestibule.models.internal.stats.Tally;

/** Two models on the same live requests, from its begin to its outcome. Thread-safe. */
public final class Contest {
  /** Of fewer runs the slowest few say nothing of the rest. */
  private static final int TIMED_RUNS = 20;

  private static final double NANOS_PER_MILLI = 1e6;

  private final String slot;
  private final Serving serving;
  private final Serving other;
  private final String phase;
  private final RunCounters runs;
  private final Share share;
  private final Instant since = Instant.now();
  private final Tally tally = new Tally();
  private volatile Outcome outcome = new Outcome("running", "");

  /** What the policy concluded, and why. */
  private record Outcome(String word, String sentence) {}

  /**
   * @param serving whose decisions count
   * @param other who is compared with it
   * @param phase {@code shadow}, {@code canary} or {@code watch}
   * @param runs where the runs of the other are counted
   * @param share of the requests that are compared, 0 to 1
   */
  public Contest(
      String slot, Serving serving, Serving other, String phase, RunCounters runs, double share) {
    this.slot = slot;
    this.serving = serving;
    this.other = other;
    this.phase = phase;
    this.runs = runs;
    this.share = new Share(share);
  }

  /** Returns the slot's name. */
  public String slot() {
    return slot;
  }

  /** Returns the second model. */
  public Serving other() {
    return other;
  }

  /** Returns whether this request is in its share. */
  public boolean wantsNext() {
    return share.next();
  }

  /** Returns what the two made of the requests. */
  public Tally tally() {
    return tally;
  }

  /** Returns the runs of the second model. */
  public RunCounters runs() {
    return runs;
  }

  /** Ends it, once. */
  public synchronized void end(String word, String sentence) {
    if (running()) {
      outcome = new Outcome(word, sentence);
    }
  }

  /** Returns whether nothing was concluded yet. */
  public boolean running() {
    return outcome.word().equals("running");
  }

  /** Returns it as people see it. */
  public ModelComparison seen() {
    Tally.Counts counts = tally.counts();
    Interval shift = tally.recentShift();
    Outcome now = outcome;
    String sentence =
        now.sentence().isEmpty()
            ? "%s is compared with %s: %d requests judged by both, %d with another decision, %d dropped."
                .formatted(
                    other.id(),
                    serving.id(),
                    counts.compared(),
                    counts.disagreed(),
                    counts.dropped())
            : now.sentence();
    return new ModelComparison(
        slot,
        serving.id(),
        other.id(),
        phase,
        since,
        counts.compared(),
        counts.dropped(),
        counts.incomparable(),
        counts.agreed(),
        counts.onlyServing(),
        counts.onlyOther(),
        McNemar.exact(counts.onlyServing(), counts.onlyOther()),
        counts.scored(),
        counts.scoreShift(),
        shift.low(),
        shift.high(),
        serving.counters().p95(TIMED_RUNS) / NANOS_PER_MILLI,
        runs.p95(TIMED_RUNS) / NANOS_PER_MILLI,
        runs.errors(),
        now.word(),
        sentence);
  }
}
