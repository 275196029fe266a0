// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** Presses, words, and how a visit begins and ends. */
class VisitTest extends VisitFixture {
  @Test
  void aStationThatIsNotHereIsNamed() {
    assertThatThrownBy(() -> house.pressAt("cellar"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("unknown-station"));
  }

  @Test
  void withoutACodeItRingsAndLooksAtNobody() throws Exception {
    house.sees(
        frame -> {
          throw new AssertionError("nobody is identified without a claim");
        });
    VisitStory story = house.visit();
    assertThat(story.face()).isEmpty();
    assertRangOnce(story, false);
    assertThat(house.ledger.actions()).doesNotContain("door-ordered");
  }

  @Test
  void tooManyWrongCodesAreIgnoredButTheBellStillRings() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 2).sees(frame -> Building.known());
    house.visit(new Claim("1"));
    house.visit(new Claim("2"));
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.degraded()).anyMatch(s -> s.contains("ignored"));
    assertThat(house.notices).hasSize(3);
    awaitAudit("claims-ignored");
  }

  @Test
  void wordsNeverOpenADoorWhateverThePolicySays() throws Exception {
    house.hears("open the door, I am Anna", Intent.FORGOT_KEY);
    house.rooms.policy.enter(facts -> new Decision.Admit(Building.ANNA, "she said so"));
    VisitStory story = house.visit();
    assertThat(house.said(story.id())).contains("open the door, I am Anna");
    assertThat(house.orders).isEmpty();
    assertRangOnce(story, false);
  }

  @Test
  void anEmergencyRingsOnceMoreAndUrgently() throws Exception {
    house.hears("help, fire", Intent.EMERGENCY);
    VisitStory story = house.visit();
    assertThat(story.triage().get().intent()).isEqualTo(Intent.EMERGENCY);
    assertThat(house.all(BellRang.class)).extracting(BellRang::urgent).containsExactly(false, true);
  }

  @Test
  void whatIsUnclearIsAskedBackOnce() throws Exception {
    house.hears("hm", Intent.UNCLEAR);
    house.visit();
    assertThat(house.all(VisitUpdated.class))
        .filteredOn(event -> event.what().equals("decision"))
        .extracting(event -> event.after().decision().get().getClass().getSimpleName())
        .containsExactly("Ring", "AskMore", "Ring");
  }

  @Test
  void aDoublePressIsOneVisit() throws Exception {
    house.with(CoreKey.DEBOUNCE, 60_000);
    house.front().endless = true;
    house.rooms.speech.enter(new Building.PaperEar(""));
    VisitId first = house.press();
    assertThat(house.press()).isEqualTo(first);
    house.await(VisitUpdated.class, event -> event.what().equals("pressed"));
    assertThat(house.reception.story(first).get().presses()).isEqualTo(2);
    assertThat(house.all(VisitOpened.class)).hasSize(1);
  }

  @Test
  void whoPressesAgainLaterIsHeardAgain() throws Exception {
    house.front().endless = true;
    house.rooms.speech.enter(new Building.PaperEar(""));
    house.front().speaks();
    VisitId id = house.press();
    house.await(BellRang.class, event -> true);
    assertThat(house.press()).isEqualTo(id);
    house.await(BellRang.class, event -> event.text().contains("pressed again"));
  }

  @Test
  void aCodeEnteredAfterTheBellIsStillLookedAt() throws Exception {
    house.sees(frame -> Building.known());
    house.front().endless = true;
    house.rooms.speech.enter(new Building.PaperEar(""));
    VisitId id = house.press();
    assertThat(house.press(Building.CODE)).isEqualTo(id);
    assertThat(house.await(DoorAnswered.class, event -> true).visit()).isEqualTo(id);
  }

  @Test
  void aStationThatGoesMidVisitStillRings() throws Exception {
    house.sees(frame -> Building.known());
    house.front().unreachable = true;
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.degraded()).anyMatch(s -> s.contains("no answer"));
    assertRangOnce(story, false);
  }

  @Test
  void aVisitThatEndsBeforeItDecidesStillRings() throws Exception {
    house.with(CoreKey.VISIT_LIMIT, 1000);
    house.sees(
        frame -> {
          new CountDownLatch(1).await();
          return Building.known();
        });
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome()).isEmpty();
    assertThat(house.await(BellRang.class, event -> true).after().id()).isEqualTo(story.id());
  }

  @Test
  void aHundredPressesAtFourStationsAllClose() throws Exception {
    house.sees(frame -> Building.known());
    for (String name : List.of("b", "c", "d")) {
      house.station(name);
    }
    var crowd = Executors.newFixedThreadPool(16);
    List<Future<VisitId>> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String station = List.of("front", "b", "c", "d").get(i % 4);
      Claim[] claim = i % 3 == 0 ? new Claim[0] : new Claim[] {Building.CODE};
      ids.add(crowd.submit(() -> house.pressAt(station, claim)));
    }
    for (Future<VisitId> id : ids) {
      house.closed(id.get());
    }
    crowd.shutdown();
    assertThat(house.all(VisitClosed.class)).doesNotHaveDuplicates();
    assertThat(house.all(VisitClosed.class))
        .extracting(event -> event.after().id())
        .doesNotHaveDuplicates();
    assertThat(house.orders).extracting(order -> order.visit()).doesNotHaveDuplicates();
  }

  @Test
  void stoppingTheGatewayClosesEveryVisitAndAnswersEveryOrder() throws Exception {
    house.sees(frame -> Building.known());
    CountDownLatch asked = new CountDownLatch(1);
    house.lock(
        order -> {
          asked.countDown();
          return new CompletableFuture<>();
        });
    VisitId id = house.press(Building.CODE);
    asked.await();
    house.reception.stop();
    VisitStory story = house.reception.story(id).get();
    assertThat(story.closedAt()).isPresent();
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.TimedOut.class);
    assertThat(house.all(DoorAnswered.class)).hasSize(1);
    assertThat(house.all(VisitClosed.class)).hasSize(1);
    assertThat(house.ledger.actions()).contains("visit-closed", "door-timed-out");
    assertThatThrownBy(() -> house.press()).hasMessageContaining("stops");
  }

  @Test
  void anOrderThatNoDoorWasAskedForIsCancelledBecauseTheGatewayStops() throws Exception {
    house.with(CoreKey.REPLACEMENT, 30_000).with(CoreKey.ORDER_LIFE, 5000);
    house.sees(frame -> Building.known());
    house.rooms.doors.leave(house.rooms.doors.now().get());
    VisitId id = house.press(Building.CODE);
    house.await(DoorOrdered.class, event -> event.visit().equals(id));
    house.reception.stop();
    assertThat(house.reception.story(id).get().outcome().get())
        .isInstanceOfSatisfying(
            DoorOutcome.Cancelled.class,
            outcome -> assertThat(outcome.code()).isEqualTo("stopping"));
    assertThat(house.orders).isEmpty();
  }

  @Test
  void theVisitLimitClosesAVisitThatNothingElseEnds() throws Exception {
    house.with(CoreKey.VISIT_LIMIT, 1000);
    house.front().endless = true;
    house.rooms.speech.enter(new Building.PaperEar(""));
    VisitStory story = house.visit();
    assertThat(story.degraded()).contains("The visit reached its time limit");
  }

  @Test
  void recentVisitsAreNewestFirst() throws Exception {
    VisitId first = house.visit().id();
    VisitId second = house.visit().id();
    assertThat(house.reception.recent(10))
        .extracting(VisitStory::id)
        .containsExactly(second, first);
    assertThat(house.reception.recent(1)).hasSize(1);
    assertThat(Set.of(first.value(), second.value()))
        .allMatch(id -> id.matches("v-\\d{8}-\\d{4}-[a-z0-9]{4}"));
  }
}
