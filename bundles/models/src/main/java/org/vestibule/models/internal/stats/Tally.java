// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import org.vestibule.api.model.Verdict;

/** What two models made of the same requests, counted. Thread-safe. */
public final class Tally {
  private final Differences differences = new Differences();
  private long compared;
  private long dropped;
  private long incomparable;
  private long agreed;
  private long onlyServing;
  private long onlyOther;

  /** The counts at one moment, see {@link org.vestibule.api.model.ModelComparison}. */
  public record Counts(
      long compared,
      long dropped,
      long incomparable,
      long agreed,
      long onlyServing,
      long onlyOther,
      long scored,
      double scoreShift) {
    /** Returns how many requests got another decision. */
    public long disagreed() {
      return compared - agreed;
    }
  }

  /** Counts a request that both judged. */
  public synchronized void judged(Verdict serving, Verdict other) {
    if (serving.equals(Verdict.NONE) || other.equals(Verdict.NONE)) {
      incomparable++;
      return;
    }
    compared++;
    if (serving.decision().equals(other.decision())) {
      agreed++;
    }
    if (serving.positive() && !other.positive()) {
      onlyServing++;
    } else if (other.positive() && !serving.positive()) {
      onlyOther++;
    }
    double difference = other.score() - serving.score();
    if (Double.isFinite(difference)) {
      differences.add(difference);
    }
  }

  /** Counts a request that the second model did not get to see, or did not get to the end of. */
  public synchronized void dropped() {
    dropped++;
  }

  /** Counts a request on which the second model said nothing. */
  public synchronized void incomparable() {
    incomparable++;
  }

  /** Returns the counts; cheap. */
  public synchronized Counts counts() {
    return new Counts(
        compared,
        dropped,
        incomparable,
        agreed,
        onlyServing,
        onlyOther,
        differences.count(),
        differences.mean());
  }

  /** Returns the 95 % interval of the mean score shift; 2,000 resamples when it has changed. */
  public synchronized Interval shift() {
    return differences.interval();
  }

  /** As {@link #shift}, but it may lack the newest tenth: for whoever only looks. */
  public synchronized Interval recentShift() {
    return differences.recentInterval();
  }
}
