// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.call;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;

/**
 * Somebody at a door rings for somebody in the house. Immutable. It carries no name, no picture and
 * no sound.
 *
 * @param id names the call; 1 to 63 of a-z, 0-9 and '-'
 * @param visit the visit in which it rings
 * @param station where the visitor stands
 * @param door the door that the station stands at
 * @param title the station's name for people, for example {@code "Front door"}
 * @param unit whom the visitor rang for, as the house numbers its flats and offices; empty:
 *     everybody
 * @param urgent whether somebody may be in danger
 * @param since when it began to ring (wall clock)
 * @param state how far it is
 * @param by what answered, for example {@code phone hall} or {@code browser}; empty until then
 */
@Classified(DataClass.EVENT)
public record Call(
    @Classified(DataClass.EVENT) String id,
    VisitId visit,
    StationId station,
    DoorId door,
    @Classified(DataClass.PERSONAL) String title,
    @Classified(DataClass.PERSONAL) Optional<String> unit,
    boolean urgent,
    // When it happened the event says; this says for how long somebody has stood there.
    @Classified(DataClass.PERSONAL) Instant since,
    State state,
    @Classified(DataClass.PERSONAL) Optional<String> by) {
  /** How far a call is. It only goes on, never back. */
  public enum State {
    /** It rings; whoever answers first has it. */
    RINGING,
    /** Somebody talks with the visitor. */
    ANSWERED,
    /** It is over, answered or not. */
    ENDED
  }
}
