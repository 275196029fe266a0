// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Spares an end that does not take anything: after some failures in a row only one trial at a time
 * gets through, with growing pauses between. Thread-safe.
 */
final class Breaker {
  private final Pace pace;
  private final Clock clock;
  private final DoubleSupplier chance;
  private int failures;
  private int trials;
  private boolean trialUnderWay;
  private long trialNanos;
  private long wishNanos;
  private boolean wished;
  private Optional<Opened> opened = Optional.empty();

  /**
   * Since when nothing gets through, and why.
   *
   * @param since wall clock
   */
  record Opened(Instant since, Answer why) {}

  /**
   * @param chance 0 (included) to 1 (excluded), anew at each call
   */
  Breaker(Pace pace, Clock clock, DoubleSupplier chance) {
    this.pace = pace;
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * Asks whether one may be sent now; whoever is let through reports how it ended.
   *
   * @param nanos a monotonic clock
   */
  synchronized boolean admits(long nanos) {
    if (trialUnderWay || !closedFor(nanos).isZero()) {
      return false;
    }
    trialUnderWay = opened.isPresent();
    return true;
  }

  /** The other end answered as an end that works. */
  synchronized void heard() {
    failures = 0;
    trials = 0;
    trialUnderWay = false;
    opened = Optional.empty();
  }

  /** The other end was not asked after all. */
  synchronized void unused() {
    trialUnderWay = false;
  }

  /** The other end asked to wait. */
  synchronized void wait(long nanos, Duration wish) {
    Duration bounded = wish.compareTo(pace.longestWish()) > 0 ? pace.longestWish() : wish;
    wished = true;
    wishNanos = nanos + bounded.toNanos();
  }

  /** It failed. */
  synchronized void failed(long nanos, Answer why) {
    failures++;
    boolean trial = trialUnderWay;
    trialUnderWay = false;
    if (opened.isEmpty() && failures >= pace.failures()) {
      opened = Optional.of(new Opened(clock.instant(), why));
      trial = true;
    }
    if (trial) {
      trialNanos = nanos + pace.trial(trials++, chance.getAsDouble()).toNanos();
    }
  }

  /** Returns for how long nothing gets through for sure; 0 when something may. */
  synchronized Duration closedFor(long nanos) {
    long wish = wished ? wishNanos - nanos : 0;
    long trial = opened.isPresent() ? trialNanos - nanos : 0;
    return Duration.ofNanos(Math.max(0, Math.max(wish, trial)));
  }

  /** Returns since when nothing gets through; empty while all is well. */
  synchronized Optional<Opened> opened() {
    return opened;
  }
}
