// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;

/** What becomes of an order to a door. */
class OrderVisitTest extends VisitFixture {
  @TempDir Path data;

  @Test
  void aFullDiskHoldsNoDoorShutAndItsLinesAreWrittenWhenThereIsRoom() throws Exception {
    Files.writeString(data.resolve("audit"), "in the way");
    AuditService audit = new AuditService(new AuditNeighbours(), data);
    house.rooms.audit.leave(house.ledger);
    house.rooms.audit.enter(audit);
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    house.reception.stop();
    Files.delete(data.resolve("audit"));
    audit.record("gateway", "room-again", Map.of());
    assertThat(audit.latest(100))
        .extracting(AuditEntry::action)
        .startsWith("room-again")
        .contains("door-ordered", "door-opened");
    audit.stop();
  }

  @Test
  void anOrderThatNobodyWillEverReadOfIsNotGiven() throws Exception {
    house.sees(frame -> Building.known());
    house.ledger.full = true;
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome()).isEmpty();
    assertThat(story.decision().get().reason()).contains("disk full");
    assertRangOnce(story, false);
  }

  @Test
  void ofADoorThatNeverAnswersNobodyKnowsOnceAndTheBellRings() throws Exception {
    house.with(CoreKey.DOOR, 1000).sees(frame -> Building.known());
    house.lock(order -> new CompletableFuture<>());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.TimedOut.class);
    assertThat(house.all(DoorAnswered.class)).hasSize(1);
    assertThat(house.orders).hasSize(1);
    awaitAudit("door-timed-out");
    assertRangOnce(story, false);
  }

  @Test
  void anOrderThatDiedOnTheWayIsDeniedAndNeverRepeated() throws Exception {
    house.sees(frame -> Building.known());
    house.lock(
        order ->
            CompletableFuture.completedFuture(
                order.expired(order.capturedNanos() + 2_000_000_000L)
                    ? new DoorOutcome.Denied("order-expired", "too late")
                    : new DoorOutcome.Opened("open", System.nanoTime())));
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Denied.class);
    assertThat(house.orders).hasSize(1);
    awaitAudit("door-denied");
    assertRangOnce(story, false);
  }

  @Test
  void aCodeAfterAFailedOrderIsAVisitOfItsOwn() throws Exception {
    house.sees(frame -> Building.known());
    house.front().endless = true;
    house.front().speaks();
    house.rooms.speech.enter(new Building.PaperEar(""));
    house.lock(
        order -> CompletableFuture.completedFuture(new DoorOutcome.Denied("device-refused", "no")));
    VisitId first = house.press(Building.CODE);
    house.await(BellRang.class, event -> event.text().contains("did not open"));
    house.lock(order -> Building.opened());
    VisitId second = house.press(Building.CODE);
    assertThat(second).isNotEqualTo(first);
    house.await(
        DoorAnswered.class,
        event -> event.visit().equals(second) && event.outcome() instanceof DoorOutcome.Opened);
  }
}
