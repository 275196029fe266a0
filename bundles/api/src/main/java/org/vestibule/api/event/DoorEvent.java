// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/** What happens at a door; never dropped. */
@Classified(DataClass.EVENT)
public sealed interface DoorEvent extends VestibuleEvent {
  /** Returns the door. */
  DoorId door();

  @Override
  default boolean droppable() {
    return false;
  }

  /** An order was given. */
  record DoorOrdered(
      Instant at,
      DoorId door,
      VisitId visit,
      @Classified(DataClass.PERSONAL) PersonId person,
      @Classified(DataClass.EVENT) String orderId)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/ordered";
    }
  }

  /** The order's one outcome is known. */
  record DoorAnswered(
      Instant at,
      DoorId door,
      VisitId visit,
      @Classified(DataClass.EVENT) String orderId,
      DoorOutcome outcome)
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

  /** The leaf moved, or nobody can tell any more. */
  record DoorContactChanged(Instant at, DoorId door, DoorContact before, DoorContact after)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/contact";
    }
  }

  /** Something is wrong at a door from now on. */
  record DoorAlarmRaised(
      Instant at, DoorId door, DoorAlarm alarm, @Classified(DataClass.EVENT) String sentence)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/alarm-raised";
    }
  }

  /** It is over. */
  record DoorAlarmCleared(Instant at, DoorId door, DoorAlarm alarm) implements DoorEvent {
    @Override
    public String topic() {
      return "door/alarm-cleared";
    }
  }

  /** Somebody inside asked to be let out. */
  record DoorExitRequested(Instant at, DoorId door) implements DoorEvent {
    @Override
    public String topic() {
      return "door/exit-requested";
    }
  }

  /**
   * Somebody was not let in by what they showed.
   *
   * @param person who, if they are known
   * @param code as {@link org.vestibule.api.door.Entitlement.Refused#code()}, among them {@code
   *     locked-out} and {@code rights-unknown}; or {@code card-unknown}, {@code code-wrong}, {@code
   *     code-missing}, {@code more-needed}
   */
  record EntryRefused(
      Instant at,
      DoorId door,
      @Classified(DataClass.PERSONAL) Optional<PersonId> person,
      @Classified(DataClass.EVENT) String code,
      @Classified(DataClass.PERSONAL) String sentence)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/entry-refused";
    }
  }

  /** Somebody was let in and asked for help without a word: silent at the door itself. */
  record DuressSignalled(Instant at, DoorId door, @Classified(DataClass.PERSONAL) PersonId person)
      implements DoorEvent {
    @Override
    public String topic() {
      return "door/duress";
    }
  }
}
