// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

/** The one answer to an unlock order. "Ordered" is never called "opened". */
public sealed interface DoorOutcome {
  /** Returns one sentence for people. */
  String sentence();

  /**
   * The lock was released and the actuator confirmed it.
   *
   * @param confirmedNanos when, on {@link System#nanoTime()}
   */
  record Opened(String sentence, long confirmedNanos) implements DoorOutcome {}

  /**
   * Refused before anything moved.
   *
   * @param code {@code order-expired}, {@code order-used}, {@code capture-stale}, {@code
   *     person-left}, {@code person-forgotten}, {@code unknown-door}, {@code method-off}, {@code
   *     too-many-orders}, {@code fire-release} (the door is open to everybody), {@code
   *     device-refused}, {@code no-card}, {@code interlocked}, {@code hold-unsupported}
   */
  record Denied(String code, String sentence) implements DoorOutcome {}

  /** The device could not be reached, and nothing was moved as far as this gateway knows. */
  record Unreachable(String sentence) implements DoorOutcome {}

  /**
   * The device was asked, and did not confirm in time: whether the lock moved is not known. It is
   * never asked a second time for the same order.
   */
  record TimedOut(String sentence) implements DoorOutcome {}

  /**
   * Withdrawn before the device was asked: nothing was moved.
   *
   * @param code {@code stopping}, {@code door-removed}, {@code withdrawn}
   */
  record Cancelled(String code, String sentence) implements DoorOutcome {}
}
