// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.StepUp;

/** What happens to whoever enters no code where the site identifies people. */
class IdentificationVisitTest extends VisitFixture {
  @BeforeEach
  void identify() {
    // A busy machine may look for longer than the bell waits by itself.
    house.with(CoreKey.IDENTIFY, 5000).identifies();
  }

  @Test
  void withoutAVerifierTheBellRingsAtOnce() throws Exception {
    VisitStory story = house.visit();
    assertThat(story.degraded()).anyMatch(s -> s.startsWith("face verification"));
    assertRangOnce(story, false);
  }

  @Test
  void theBellDoesNotWaitLongForAFaceThatTakesItsTime() throws Exception {
    CountDownLatch rang = new CountDownLatch(1);
    house.with(CoreKey.IDENTIFY, 1);
    house.sees(
        frame -> {
          rang.await();
          return Building.known();
        });
    VisitId visit = house.press();
    house.await(BellRang.class, event -> true);
    rang.countDown();
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void aSearchThatHangsIsGivenUp() throws Exception {
    house.with(CoreKey.FIRST_FRAME, 1000).with(CoreKey.FACE_DEADLINE, 1000);
    house.sees(
        frame -> {
          new CountDownLatch(1).await();
          return Building.known();
        });
    VisitStory story = house.visit();
    assertThat(story.degraded()).anyMatch(s -> s.contains("did not answer in time"));
    assertRangOnce(story, false);
    // The thread that hung lets go when it is interrupted; nobody waits for it.
    Building.until(() -> house.verifiers.get(0).open.get() == 0);
  }

  @Test
  void anIdentifierThatGoesForGoodLeavesAnOrdinaryIntercom() throws Exception {
    house.with(CoreKey.REPLACEMENT, 0);
    house.sees(
        frame -> {
          house.rooms.identifier.leave(house.rooms.identifier.now().get());
          return new FaceAnswer.NoFace("No face", List.of());
        });
    VisitStory story = house.visit();
    assertThat(story.degraded()).anyMatch(s -> s.contains("identification"));
    assertRangOnce(story, false);
  }

  @Test
  void anIdentifierThatIsReplacedHarmsNobody() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    house.sees(
        frame -> {
          if (looks.getAndIncrement() == 0) {
            house.rooms.identifier.leave(house.rooms.identifier.now().get());
            house.identifies();
          }
          return Building.known();
        });
    assertThat(house.visit().outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void whoIsRecognisedAliveIsLetInWithoutTheBell() throws Exception {
    house.sees(
        new PaperVerifier(
            (reference, frame) -> {
              assertThat(reference).isInstanceOf(FaceReference.Gallery.class);
              return Building.known();
            }));
    VisitStory story = house.visit();
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.claimedName()).isEmpty();
    assertThat(house.notices).isEmpty();
    assertThat(house.orders).singleElement().matches(o -> o.person().equals(Building.ANNA));
  }

  @Test
  void whoIsRecognisedAndMayNotOpenThisDoorRings() throws Exception {
    house.people.forget(Building.ANNA);
    house.people.enrol(
        new Enrolment(Building.ANNA, "Anna", "1", Building.CODE, Set.of(), "form"),
        List.of(PaperVerifier.face("m", 0)));
    house.sees(frame -> Building.known());
    VisitStory story = house.visit();
    assertThat(story.decision().get().reason()).contains("no right");
    assertRangOnce(story, false);
  }

  @Test
  void aStrangerRingsAndHasGuessedNothing() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 1).sees(frame -> Building.stranger());
    house.front().frames = 3;
    VisitStory story = house.visit();
    assertThat(story.face()).contains("unknown");
    assertRangOnce(story, false);
    house.sees(frame -> Building.known());
    assertThat(house.visit(Building.CODE).outcome()).isPresent();
  }

  @Test
  void whoHoldsUpPrintsIsRefusedAndThenNotLookedAtForAMinute() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 1).sees(frame -> Building.spoof());
    assertThat(house.visit().decision().get()).isInstanceOf(Decision.Refuse.class);
    house.sees(frame -> Building.known());
    assertThat(house.visit().decision().get()).isInstanceOf(Decision.Ring.class);
    assertThat(house.verifiers.get(1).opened).hasValue(0);
  }

  @Test
  void aCodeTakesOverFromTheSearch() throws Exception {
    house.with(CoreKey.IDENTIFY, 5000);
    CountDownLatch searching = new CountDownLatch(1);
    house.sees(
        new PaperVerifier(
            (reference, frame) -> {
              if (reference instanceof FaceReference.Gallery) {
                searching.countDown();
                new CountDownLatch(1).await();
              }
              return Building.known();
            }));
    VisitId visit = house.press();
    searching.await();
    assertThat(house.press(Building.CODE)).isEqualTo(visit);
    VisitStory story = house.closed(visit);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.claimedName()).contains("Anna");
    assertThat(house.notices).isEmpty();
    Building.until(() -> house.verifiers.get(0).open.get() == 0);
  }

  @Test
  void aSecondCodeWhileAFaceIsLookedAtChangesNothing() throws Exception {
    CountDownLatch pressed = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    house.sees(
        frame -> {
          looks.incrementAndGet();
          pressed.await();
          return Building.known();
        });
    VisitId visit = house.press(Building.CODE);
    Building.until(() -> looks.get() > 0);
    assertThat(house.press(Building.CODE)).isEqualTo(visit);
    house.await(VisitUpdated.class, event -> event.what().equals("pressed"));
    pressed.countDown();
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.verifiers.get(0).opened).hasValue(1);
  }

  @Test
  void aFaceThatIsNotProvenToBeAliveIsAskedForItsCodeAndTheBellWaits() throws Exception {
    house.with(CoreKey.CODE, 60_000).sees(claimedOnly());
    VisitId visit = house.press();
    house.await(VisitUpdated.class, IdentificationVisitTest::asksForCode);
    assertThat(house.notices).isEmpty();
    assertThat(house.press(Building.CODE)).isEqualTo(visit);
    assertThat(house.await(DoorAnswered.class, event -> true).outcome())
        .isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.closed(visit).claimedName()).contains("Anna");
    assertThat(house.notices).isEmpty();
  }

  @Test
  void whenNoCodeComesTheBellRings() throws Exception {
    house.with(CoreKey.CODE, 1).sees(claimedOnly());
    VisitStory story = house.visit();
    assertThat(story.face()).contains("unproven");
    assertRangOnce(story, false);
    assertThat(house.orders).isEmpty();
  }

  @Test
  void whoPressesTheBellInsteadOfEnteringACodeIsHeardAtOnce() throws Exception {
    house.with(CoreKey.CODE, 60_000).sees(claimedOnly());
    VisitId visit = house.press();
    house.await(VisitUpdated.class, IdentificationVisitTest::asksForCode);
    assertThat(house.press()).isEqualTo(visit);
    assertRangOnce(house.closed(visit), false);
  }

  @Test
  void aVisitThatEndsWhileACodeIsAwaitedStillRings() throws Exception {
    house.with(CoreKey.CODE, 60_000).with(CoreKey.VISIT_LIMIT, 1000).sees(claimedOnly());
    VisitStory story = house.visit();
    Building.until(() -> !house.notices.isEmpty());
    assertRangOnce(story, false);
  }

  @Test
  void aSiteMayAskEveryoneOrNobodyForTheirCode() throws Exception {
    house.settings = house.settings.with(StepUp.ALWAYS).with(CoreKey.CODE, 60_000);
    house.sees(frame -> Building.known());
    VisitId visit = house.press();
    house.await(VisitUpdated.class, IdentificationVisitTest::asksForCode);
    assertThat(house.orders).isEmpty();
    house.press(Building.CODE);
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    house.settings = house.settings.with(StepUp.NEVER);
    house.sees(claimedOnly());
    assertThat(house.visit().decision().get()).isInstanceOf(Decision.Ring.class);
  }

  /** Recognises everybody, but sees life only in whoever has said who they are. */
  private static PaperVerifier claimedOnly() {
    return new PaperVerifier(
        (reference, frame) ->
            reference instanceof FaceReference.Gallery ? Building.unproven() : Building.known());
  }

  private static boolean asksForCode(VisitUpdated event) {
    return event.after().decision().orElse(null) instanceof Decision.AskMore ask && ask.code();
  }
}
