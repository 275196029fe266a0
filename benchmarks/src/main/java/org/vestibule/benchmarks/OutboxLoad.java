// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** The event that says most: a whole visit that is over. */
final class OutboxLoad {
  private OutboxLoad() {}

  /** Returns the end of a visit at one of four doors. */
  static VestibuleEvent event(int number) {
    Instant now = Instant.now();
    VisitStory story =
        new VisitStory(
            new VisitId("v-" + number),
            new StationId("station-" + number % 4),
            new DoorId("door-" + number % 4),
            now,
            Optional.of(now),
            1,
            Optional.empty(),
            Optional.of("known"),
            Optional.of("similarity 0.71 passes 0.42 in 2 pictures"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Decision.Admit(new PersonId("person-" + number % 500), "A known face, alive")),
            Optional.of(new DoorOutcome.Opened("The door opened", 0)),
            List.of(),
            List.<StageTiming>of());
    return new VisitClosed(now, story);
  }

  /** Returns how many characters an event has, about. */
  static int bytesOfAnEvent() {
    return EventFields.of(event(1)).toString().length();
  }
}
