// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorOutcome;

/** What a door's outcome is as the answer to a command, and in the audit. */
public final class Outcomes {
  private Outcomes() {}

  static CommandResult.State state(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return CommandResult.State.DONE;
    }
    return outcome instanceof DoorOutcome.TimedOut
        ? CommandResult.State.UNKNOWN
        : CommandResult.State.REFUSED;
  }

  static String code(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Denied denied) {
      return denied.code();
    }
    if (outcome instanceof DoorOutcome.Cancelled cancelled) {
      return cancelled.code();
    }
    if (outcome instanceof DoorOutcome.TimedOut) {
      return "timed-out";
    }
    return outcome instanceof DoorOutcome.Unreachable ? "unreachable" : "done";
  }

  /** Returns how the audit calls an outcome of an order for a door. */
  public static String action(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return "door-opened";
    } else if (outcome instanceof DoorOutcome.Denied) {
      return "door-denied";
    } else if (outcome instanceof DoorOutcome.TimedOut) {
      return "door-timed-out";
    }
    return outcome instanceof DoorOutcome.Cancelled ? "door-cancelled" : "door-unreachable";
  }
}
