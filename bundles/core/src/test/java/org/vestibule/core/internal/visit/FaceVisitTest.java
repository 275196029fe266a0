// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What faces behind a code lead to. */
class FaceVisitTest extends VisitFixture {
  @Test
  void withoutVisionACodeStillRings() throws Exception {
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.degraded()).anyMatch(s -> s.startsWith("face verification"));
    assertRangOnce(story, false);
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aVerifierThatHangsIsGivenUpAndTheBellRings() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    house.with(CoreKey.FACE_DEADLINE, 1000).with(CoreKey.FIRST_FRAME, 1000);
    house.sees(
        frame -> {
          never.await();
          return Building.known();
        });
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.degraded()).anyMatch(s -> s.contains("did not answer in time"));
    assertRangOnce(story, false);
  }

  @Test
  void aVerifierThatThrowsDegradesTheVisit() throws Exception {
    house.sees(
        frame -> {
          throw new UnsupportedOperationException("no such layer");
        });
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.degraded()).anyMatch(s -> s.contains("no such layer"));
    assertRangOnce(story, false);
  }

  @Test
  void aPrintIsRefusedAuditedAndTheBellWarns() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    house.sees(frame -> looks.getAndIncrement() == 0 ? Building.known() : Building.spoof());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("spoof");
    assertThat(story.decision().get()).isInstanceOf(Decision.Refuse.class);
    assertThat(house.notices.get(0).text()).contains("artefact");
    assertThat(looks).hasValue(3);
    awaitAudit("entry-refused");
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aStrangerWithTheRightCodeRings() throws Exception {
    house.front().frames = 5;
    house.sees(frame -> Building.stranger());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("unknown");
    assertRangOnce(story, false);
  }

  @Test
  void onePictureIsNotEnoughAndSaysSo() throws Exception {
    house.front().frames = 1;
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.faceReason().get()).contains("in 1 pictures", "needed: 2");
    assertThat(house.orders).isEmpty();
    assertRangOnce(story, false);
  }

  @Test
  void picturesThatCannotBeReadAreSkippedAndCounted() throws Exception {
    house.sees(
        frame -> {
          if (frame.bytes()[0] < 3) {
            throw new VestibuleException("image-broken", "picture", "0 bytes", "a JPEG", "Look");
          }
          return Building.known();
        });
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.degraded()).anyMatch(s -> s.startsWith("3 of the pictures"));
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void wrongFacesBehindARightCodeAreGuessesToo() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 3).sees(frame -> Building.spoof());
    for (int i = 0; i < 3; i++) {
      house.visit(Building.CODE);
    }
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome()).isEmpty();
    assertThat(story.degraded()).anyMatch(s -> s.contains("Codes are ignored"));
    assertThat(story.decision().orElseThrow()).isInstanceOf(Decision.Ring.class);
  }

  @Test
  void aConfirmedFaceOpensWithAWaterfall() throws Exception {
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.claimedName()).contains("Anna");
    assertThat(story.waterfall())
        .extracting(StageTiming::stage)
        .contains(
            "press",
            "first-frame",
            "embed",
            "verify",
            "decide",
            "audit",
            "order",
            "relay",
            "capture-to-relay");
    assertThat(house.notices).isEmpty();
    assertThat(house.all(DoorOrdered.class)).hasSize(1);
    awaitAudit("visit-closed");
    assertThat(house.ledger.actions())
        .containsSubsequence("door-ordered", "door-opened", "visit-closed");
  }

  @Test
  void aVerifierIsToldTheStationAndWhatItTakes() throws Exception {
    house.with(CoreKey.FACE_CONFIRMATIONS, 3).with(CoreKey.SPOOF_CONFIRMATIONS, 4);
    house.sees(frame -> Building.known());
    assertThat(house.visit(Building.CODE).outcome()).isPresent();
    assertThat(house.verifiers.get(0).wish).isEqualTo(new FaceWish(new StationId("front"), 3, 4));
    assertThat(house.verifiers.get(0).opened).hasValue(1);
  }

  @Test
  void aWatchThatCannotBeClosedHarmsNobody() throws Exception {
    house.sees(frame -> Building.known());
    house.verifiers.get(0).closing =
        () -> {
          throw new IllegalStateException("closed already");
        };
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void whatAVisitorIsToDoIsToldAndTakenBack() throws Exception {
    house.sees(frame -> frame.bytes()[0] < 4 ? blurred() : Building.known());
    house.verifiers.get(0).challenge = Optional.of(FaceChallenge.TURN_LEFT);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.all(VisitUpdated.class))
        .filteredOn(event -> event.what().equals("challenge"))
        .extracting(event -> event.after().challenge().orElse("nothing"))
        .containsExactly("turn-left", "nothing");
    assertThat(story.challenge()).isEmpty();
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void aFaceThatIsNotProvenToBeAliveRingsInSpiteOfTheCode() throws Exception {
    house.sees(frame -> Building.unproven());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("unproven");
    assertThat(house.orders).isEmpty();
    assertRangOnce(story, false);
  }

  private static FaceAnswer blurred() {
    return new FaceAnswer.PoorQuality("sharpness 3 of 10", List.of());
  }

  @Test
  void aPersonForgottenDuringTheVisitIsNotLetIn() throws Exception {
    house.sees(
        frame -> {
          house.people.forget(Building.ANNA);
          return Building.known();
        });
    house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
  }
}
