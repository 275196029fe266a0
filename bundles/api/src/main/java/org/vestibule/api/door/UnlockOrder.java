// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Instant;
import java.util.Set;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/**
 * A single-use permission to open one door once. It names who, why and when the evidence was
 * captured, and is worthless after {@link #expiresAtNanos()}.
 *
 * @param id unique; another order under it is answered {@link DoorOutcome.Denied} with {@code
 *     order-used}
 * @param door the door
 * @param person for whom
 * @param visit the visit that led to it
 * @param methods what was shown
 * @param evidence one sentence: what was seen
 * @param capturedAt when the evidence was captured (wall clock, for people)
 * @param capturedNanos the same on {@link System#nanoTime()}
 * @param expiresAtNanos when it dies, on {@link System#nanoTime()}
 */
public record UnlockOrder(
    String id,
    DoorId door,
    PersonId person,
    VisitId visit,
    Set<EntryMethod> methods,
    String evidence,
    Instant capturedAt,
    long capturedNanos,
    long expiresAtNanos) {
  /** Copies. */
  public UnlockOrder {
    methods = Set.copyOf(methods);
  }

  /** An order that rests on a face. */
  public UnlockOrder(
      String id,
      DoorId door,
      PersonId person,
      VisitId visit,
      String evidence,
      Instant capturedAt,
      long capturedNanos,
      long expiresAtNanos) {
    this(
        id,
        door,
        person,
        visit,
        Set.of(EntryMethod.FACE),
        evidence,
        capturedAt,
        capturedNanos,
        expiresAtNanos);
  }

  /** Returns whether the order is dead at {@code nowNanos}. */
  public boolean expired(long nowNanos) {
    return nowNanos - expiresAtNanos >= 0;
  }
}
