// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.command;

import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.HoldOrder;

/** What a system may order. Its schema is made from these records. */
public sealed interface Command {
  /** Returns its name in messages, for example {@code door-open}. */
  String name();

  /** Open a door once, for a moment. */
  record DoorOpen(DoorId door) implements Command {
    @Override
    public String name() {
      return "door-open";
    }
  }

  /**
   * Keep a door unlocked; the same again keeps it for that long again.
   *
   * @param seconds 1 to 300
   */
  record DoorHold(DoorId door, int seconds) implements Command {
    /** Refuses a hold without a bound. */
    public DoorHold {
      long most = HoldOrder.MOST_LEASE.toSeconds();
      if (seconds < 1 || seconds > most) {
        throw new IllegalArgumentException("seconds: " + seconds + "; allowed: 1 to " + most);
      }
    }

    @Override
    public String name() {
      return "door-hold";
    }
  }

  /** Lock a door now and end every hold; a fire release stays. */
  record DoorSecure(DoorId door) implements Command {
    @Override
    public String name() {
      return "door-secure";
    }
  }
}
