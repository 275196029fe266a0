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
   * @param code {@code order-expired}, {@code order-used}, {@code person-left}, {@code
   *     person-forgotten}, {@code unknown-door}, {@code device-refused}
   */
  record Denied(String code, String sentence) implements DoorOutcome {}

  /** The actuator did not answer; whether the lock moved is not known. */
  record Unreachable(String sentence) implements DoorOutcome {}
}
