// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.audit.Digests;

/** What a command becomes at a door. */
final class Orders {
  private static final int HOLD_DIGITS = 16;

  private Orders() {}

  /** Returns the door that a command names; null where it names none. */
  static DoorId door(Command command) {
    if (command instanceof Command.DoorOpen open) {
      return open.door();
    }
    return command instanceof Command.DoorHold hold
        ? hold.door()
        : ((Command.DoorSecure) command).door();
  }

  /**
   * Returns an order for a door.
   *
   * @param id the order's, which is the end of its visit's, too
   * @param now on {@link System#nanoTime()}
   */
  static UnlockOrder open(String id, DoorId door, Instant at, long now, Duration life) {
    String name = "cmd-" + id;
    return new UnlockOrder(
        id,
        door,
        // For no resident: a name that nobody can have been given, so that nobody's card is shown.
        new PersonId(name),
        new VisitId(name),
        Set.of(EntryMethod.HUMAN),
        "Ordered by whoever may work this door",
        at,
        now,
        now + life.toNanos());
  }

  /** Returns a hold: one for each caller and door, so that nobody shortens another's. */
  static HoldOrder hold(Command.DoorHold command, Caller caller) {
    byte[] whose = (command.door() + "\n" + caller.subject()).getBytes(StandardCharsets.UTF_8);
    return new HoldOrder(
        "cmd-" + Digests.sha256(whose).substring(0, HOLD_DIGITS),
        command.door(),
        "Held by " + caller.subject(),
        Duration.ofSeconds(command.seconds()));
  }
}
