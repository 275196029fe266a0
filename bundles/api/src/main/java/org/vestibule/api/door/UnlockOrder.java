// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Instant;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/**
 * A single-use permission to open one door once. It names who, why and when the evidence was
 * captured, and is worthless after {@link #expiresAtNanos()}.
 *
 * @param id unique; a second use is answered {@link DoorOutcome.Denied} with {@code order-used}
 * @param door the door
 * @param person for whom
 * @param visit the visit that led to it
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
    String evidence,
    Instant capturedAt,
    long capturedNanos,
    long expiresAtNanos) {
  /** Returns whether the order is dead at {@code nowNanos}. */
  public boolean expired(long nowNanos) {
    return nowNanos - expiresAtNanos >= 0;
  }
}
