// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a command is of now, by the sender's clock: one that was recorded and is sent again later
 * opens nothing. Thread-safe.
 *
 * <p>Used ids are known in memory only, for a line on the disk for each would cost every command
 * what the audit does. So a desk that begins at T cannot tell which commands the one before it has
 * done; it can tell which that may be. One that is dated t was taken before T only if its sender's
 * clock was ahead by no more than {@link #MOST_LEAD}, that is if t is at most T + {@link
 * #MOST_LEAD}: after a crash all of these are refused, for as long as that lead. A desk that ends
 * in order leaves the newest t that it began, mostly a moment before T: the next one refuses what
 * is not newer, so that an exchange of the bundle costs a sender with a right clock nothing. What
 * this does not cover is a wall clock that is set back by more than the lead while no desk runs.
 */
final class Timeliness {
  /** The oldest that is carried out. */
  static final Duration MOST_AGE = Duration.ofSeconds(30);

  /** How far the sender's clock may be ahead. */
  static final Duration MOST_LEAD = Duration.ofSeconds(5);

  private final Instant started;

  /** What is not newer may have been done before. */
  private final Instant unsureUntil;

  private final AtomicReference<Instant> newest;

  /**
   * @param started when the desk began
   * @param left the newest moment of the desk before this one; empty when it did not end in order
   */
  Timeliness(Instant started, Optional<Instant> left) {
    this.started = started;
    Instant latest = started.plus(MOST_LEAD);
    // Never later: a clock that was set right must not close the doors for a year.
    unsureUntil = later(started, left.filter(latest::isAfter).orElse(latest));
    newest = new AtomicReference<>(unsureUntil);
  }

  /** Refuses what is of another time; what says no time comes by a way that replays nothing. */
  Optional<Refusal> check(Optional<Instant> issuedAt, Instant now) {
    if (issuedAt.isEmpty()) {
      return Optional.empty();
    }
    Instant issued = issuedAt.get();
    if (issued.isAfter(now.plus(MOST_LEAD))) {
      return Optional.of(
          new Refusal(
              "command-early",
              "It comes from the future by more than "
                  + MOST_LEAD.toSeconds()
                  + " s; set the clocks"));
    }
    if (issued.isBefore(now.minus(MOST_AGE))) {
      return Optional.of(
          new Refusal(
              "command-stale",
              "It is older than "
                  + MOST_AGE.toSeconds()
                  + " s and is not carried out; order anew, or set the clocks"));
    }
    return issued.isAfter(unsureUntil) ? Optional.empty() : Optional.of(unsure(issued));
  }

  /**
   * Takes note of one that is begun now, before its door is asked. One that is refused leaves
   * nothing: else a stranger whose clock is ahead would keep everybody out of the next desk.
   */
  void begun(Optional<Instant> issuedAt) {
    issuedAt.ifPresent(issued -> newest.accumulateAndGet(issued, Timeliness::later));
  }

  private Refusal unsure(Instant issued) {
    int seconds = seconds(issued);
    return issued.isBefore(started)
        ? new Refusal(
            "command-stale",
            "It was ordered before this gateway was started; order anew with a new id",
            Optional.of(seconds))
        : new Refusal(
            "just-started",
            "The gateway has just started and cannot tell whether this was done before;"
                + " if it was not, send it again with a new id in "
                + seconds
                + " s",
            Optional.of(seconds));
  }

  /** Returns how long the sender's own clock, which may be wrong, takes until it is believed. */
  private int seconds(Instant issued) {
    Duration until = Duration.between(issued, unsureUntil);
    return (int) Math.min(until.toSeconds() + 1, MOST_LEAD.toSeconds() + 1);
  }

  /** Returns the newest moment that a command named that was begun. */
  Instant newest() {
    return newest.get();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
