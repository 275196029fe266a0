// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.station.StationId;

/**
 * Everything that is known of one visit at one moment. Immutable. It carries no picture, no sound
 * and no template.
 *
 * @param id the visit
 * @param station where it began
 * @param door the door that the station stands at
 * @param openedAt when the button was pressed (wall clock)
 * @param closedAt when it ended, if it has
 * @param presses how often the button was pressed while the visit was open
 * @param claimedName the display name behind the claim, if a claim was made and is known
 * @param face one word for the face answer: {@code known}, {@code unknown}, {@code unproven},
 *     {@code no-face}, {@code poor-quality}, {@code spoof} or empty while there is none
 * @param faceReason why, as one sentence
 * @param challenge what the visitor is to do now so that their face shows that it is alive, as
 *     {@link org.vestibule.api.face.FaceChallenge#word()}; empty when nothing
 * @param prompt what the visitor is being told or asked, as {@link
 *     org.vestibule.api.speech.Prompt#word()}; empty when nothing
 * @param answered what somebody of the house talks with the visitor by now: {@code phone}, {@code
 *     browser}; empty when nobody does
 * @param transcript what was understood, if anything was said
 * @param triage what the visitor seems to want
 * @param decision the policy's latest decision
 * @param outcome what the door answered, if it was ordered to open
 * @param degraded the rooms that were missing, each as a sentence
 * @param waterfall stages, in the order they began
 */
@Classified(DataClass.EVENT)
public record VisitStory(
    VisitId id,
    StationId station,
    DoorId door,
    Instant openedAt,
    Optional<Instant> closedAt,
    int presses,
    @Classified(DataClass.PERSONAL) Optional<String> claimedName,
    @Classified(DataClass.EVENT) Optional<String> face,
    @Classified(DataClass.PERSONAL) Optional<String> faceReason,
    @Classified(DataClass.PERSONAL) Optional<String> challenge,
    @Classified(DataClass.PERSONAL) Optional<String> prompt,
    @Classified(DataClass.PERSONAL) Optional<String> answered,
    @Classified(DataClass.TRANSCRIPT) Optional<String> transcript,
    Optional<Triage> triage,
    Optional<Decision> decision,
    Optional<DoorOutcome> outcome,
    @Classified(DataClass.PERSONAL) List<String> degraded,
    List<StageTiming> waterfall) {
  /** Copies the lists. */
  public VisitStory {
    degraded = List.copyOf(degraded);
    waterfall = List.copyOf(waterfall);
  }

  /** A visit in which nothing is said to the visitor. */
  public VisitStory(
      VisitId id,
      StationId station,
      DoorId door,
      Instant openedAt,
      Optional<Instant> closedAt,
      int presses,
      Optional<String> claimedName,
      Optional<String> face,
      Optional<String> faceReason,
      Optional<String> challenge,
      Optional<String> transcript,
      Optional<Triage> triage,
      Optional<Decision> decision,
      Optional<DoorOutcome> outcome,
      List<String> degraded,
      List<StageTiming> waterfall) {
    this(
        id,
        station,
        door,
        openedAt,
        closedAt,
        presses,
        claimedName,
        face,
        faceReason,
        challenge,
        Optional.empty(),
        Optional.empty(),
        transcript,
        triage,
        decision,
        outcome,
        degraded,
        waterfall);
  }
}
