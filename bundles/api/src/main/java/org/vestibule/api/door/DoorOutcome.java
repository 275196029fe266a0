// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** The one answer to an unlock order. "Ordered" is never called "opened". */
@Classified(DataClass.EVENT)
public sealed interface DoorOutcome {
  /** Returns one sentence for people. */
  String sentence();

  /**
   * The lock was released and the actuator confirmed it.
   *
   * @param confirmedNanos when, on {@link System#nanoTime()}
   */
  record Opened(
      @Classified(DataClass.PERSONAL) String sentence,
      // To the nanosecond it is about who came, and not about the door.
      @Classified(DataClass.PERSONAL) long confirmedNanos)
      implements DoorOutcome {}

  /**
   * Refused before anything moved.
   *
   * @param code {@code order-expired}, {@code order-used}, {@code capture-stale}, {@code
   *     person-left}, {@code person-forgotten}, {@code unknown-door}, {@code method-off}, {@code
   *     too-many-orders}, {@code fire-release} (the door is open to everybody), {@code
   *     device-refused}, {@code no-card}, {@code interlocked}, {@code hold-unsupported}
   */
  record Denied(
      @Classified(DataClass.EVENT) String code, @Classified(DataClass.PERSONAL) String sentence)
      implements DoorOutcome {}

  /** The device could not be reached, and nothing was moved as far as this gateway knows. */
  record Unreachable(@Classified(DataClass.PERSONAL) String sentence) implements DoorOutcome {}

  /**
   * The device was asked, and did not confirm in time: whether the lock moved is not known. It is
   * never asked a second time for the same order.
   */
  record TimedOut(@Classified(DataClass.PERSONAL) String sentence) implements DoorOutcome {}

  /**
   * Withdrawn before the device was asked: nothing was moved.
   *
   * @param code {@code stopping}, {@code door-removed}, {@code withdrawn}
   */
  record Cancelled(
      @Classified(DataClass.EVENT) String code, @Classified(DataClass.PERSONAL) String sentence)
      implements DoorOutcome {}
}
