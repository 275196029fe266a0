// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What happens between the decision and the moment in which the order leaves the house. */
class PresenceVisitTest extends VisitFixture {
  private PaperVerifier eyes;

  @BeforeEach
  void see() {
    house.sees(frame -> Building.known());
    eyes = house.verifiers.get(0);
  }

  @Test
  void nobodyIsLetInWhoLeftWhileTheOrderWasBeingRecorded() throws Exception {
    eyes.follower = (evidence, frame) -> false;
    house.ledger.onOrder = () -> Building.until(() -> eyes.open.get() == 0);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(house.all(DoorOrdered.class)).isEmpty();
    assertThat(story.outcome()).isEmpty();
    assertThat(story.decision().get().reason()).contains("has left");
    assertRangOnce(story, false);
  }

  @Test
  void nobodyIsLetInWhoLeftWhileDoorControlWasBeingReplaced() throws Exception {
    house.with(CoreKey.ORDER_LIFE, 5000);
    CountDownLatch ordered = new CountDownLatch(1);
    eyes.follower =
        (evidence, frame) -> {
          ordered.await();
          return false;
        };
    house.rooms.doors.leave(house.rooms.doors.now().get());
    VisitId visit = house.press(Building.CODE);
    house.await(DoorOrdered.class, event -> true);
    ordered.countDown();
    Building.until(() -> eyes.open.get() == 0);
    house.lock(order -> Building.opened());
    VisitStory story = house.closed(visit);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome().get())
        .isInstanceOfSatisfying(
            DoorOutcome.Denied.class, denied -> assertThat(denied.code()).isEqualTo("person-left"));
    awaitAudit("door-denied");
  }

  @Test
  void theDoorDoesNotWaitForWhoeverFollowsThePerson() throws Exception {
    CountDownLatch ordered = new CountDownLatch(1);
    AtomicInteger followed = new AtomicInteger();
    eyes.follower =
        (evidence, frame) -> {
          assertThat(evidence.track()).isEqualTo("t1");
          followed.incrementAndGet();
          ordered.await();
          return true;
        };
    house.ledger.onOrder = () -> Building.until(() -> followed.get() > 0);
    house.lock(
        order -> {
          ordered.countDown();
          return Building.opened();
        });
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void followingThatHangsOrFailsIsNoProofOfLeaving() throws Exception {
    eyes.follower =
        (evidence, frame) -> {
          new CountDownLatch(1).await();
          return true;
        };
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    eyes.follower =
        (evidence, frame) -> {
          throw new UnsupportedOperationException("no such layer");
        };
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void picturesThatCannotBeReadOrDoNotComeAreNoProofOfLeaving() throws Exception {
    eyes.follower =
        (evidence, frame) -> {
          throw new VestibuleException("image-broken", "picture", "0 bytes", "a JPEG", "Look");
        };
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    house.front().frames = 2;
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void aVerifierThatIsReplacedBeforeTheOrderHarmsNobody() throws Exception {
    PaperVerifier next = Building.verifier(frame -> Building.stranger());
    house.ledger.onOrder =
        () -> {
          house.rooms.faces.leave(eyes);
          house.sees(next);
        };
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(next.opened).as("watches without a claim to look at").hasValue(0);
  }

  @Test
  void whoIsForgottenBeforeTheOrderLeavesIsNotLetIn() throws Exception {
    house.ledger.onOrder = () -> house.people.forget(Building.ANNA);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome().get().sentence()).contains("no longer enrolled");
  }

  @Test
  void anOrderThatGrewOldWhileItWasRecordedIsNeverHandedOver() throws Exception {
    CountDownLatch rang = new CountDownLatch(1);
    house.ledger.onOrder =
        () -> {
          try {
            rang.await();
          } catch (InterruptedException e) {
            // The engine has given the order up; the disk writes on all the same.
          }
        };
    VisitId visit = house.press(Building.CODE);
    house.await(BellRang.class, event -> event.text().contains("not ordered"));
    rang.countDown();
    assertThat(house.closed(visit).outcome()).isEmpty();
    assertThat(house.orders).isEmpty();
  }

  @Test
  void whoeverIsNotAdmittedIsNotFollowed() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Ring(false, "the building is closed"));
    house.front().frames = Integer.MAX_VALUE;
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("known");
    assertThat(eyes.open).hasValue(0);
  }
}
