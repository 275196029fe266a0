// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/** What happens at a door; never dropped. */
public sealed interface DoorEvent extends VestibuleEvent {
  /** Returns the door. */
  DoorId door();

  @Override
  default boolean droppable() {
    return false;
  }

  /** An order was given. */
  record DoorOrdered(Instant at, DoorId door, VisitId visit, PersonId person, String orderId)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/ordered";
    }
  }

  /** The order's one outcome is known. */
  record DoorAnswered(Instant at, DoorId door, VisitId visit, String orderId, DoorOutcome outcome)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/answered";
    }
  }

  /** The lock's state changed. */
  record DoorStateChanged(Instant at, DoorId door, DoorState before, DoorState after)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/state";
    }
  }
}
