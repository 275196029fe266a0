// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * Writes down who looks at the pictures of a list of visits: one line of the audit speaks for a
 * session and a period for an hour, however many pictures are shown. Thread-safe.
 */
final class ListLooks {
  /** So many are remembered; whoever is pushed out says once more what they show. */
  static final int MOST = 1000;

  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  /** A period, first and last moment included. */
  record Period(Instant from, Instant to) {
    boolean holds(Instant moment) {
      return !moment.isBefore(from) && !moment.isAfter(to);
    }
  }

  private record Looking(String session, Period period, long atNanos) {}

  private final LongSupplier nanos;
  private final Deque<Looking> noted = new ArrayDeque<>();

  ListLooks(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Notes a look.
   *
   * @throws VestibuleException {@code audit-unwritable}: nothing may be shown then
   */
  void note(String session, String who, Period period, AuditTrail audit) throws VestibuleException {
    audit.record(
        who,
        "visit-pictures-shown",
        Map.of("from", period.from().toString(), "to", period.to().toString()));
    synchronized (noted) {
      noted.addLast(new Looking(session, period, nanos.getAsLong()));
      if (noted.size() > MOST) {
        noted.removeFirst();
      }
    }
  }

  /** Returns whether a session's look at a visit of that moment is written down. */
  boolean noted(String session, Instant openedAt) {
    long now = nanos.getAsLong();
    synchronized (noted) {
      noted.removeIf(looking -> now - looking.atNanos() >= HOUR_NANOS);
      return noted.stream()
          .anyMatch(
              looking -> looking.session().equals(session) && looking.period().holds(openedAt));
    }
  }
}
