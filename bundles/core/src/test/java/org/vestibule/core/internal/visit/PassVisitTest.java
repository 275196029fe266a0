// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What happens to whoever enters the number of a pass. */
class PassVisitTest extends VisitFixture {
  private static final Claim PASS = new Claim(PaperRights.PASS_NUMBER);
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void keepRights() {
    house.rooms.rights.enter(rights);
  }

  @Test
  void aPassThatIsUsedUpRings() throws Exception {
    rights.uses = 0;
    VisitStory story = house.visit(PASS);
    assertRangOnce(story, false);
    assertThat(house.orders).isEmpty();
    assertThat(house.all(EntryRefused.class))
        .singleElement()
        .matches(event -> event.code().equals("pass-used") && event.person().isEmpty());
  }

  @Test
  void aPassWhoseHostIsNoLongerHereOpensNothing() throws Exception {
    house.people.forget(Building.ANNA);
    assertRangOnce(house.visit(PASS), false);
    assertThat(rights.reserved).isEmpty();
  }

  @Test
  void aPassWhoseHostIsForgottenWhileItIsRecordedOpensNothing() throws Exception {
    house.ledger.onOrder = () -> house.people.forget(Building.ANNA);
    VisitStory story = house.visit(PASS);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome().get().sentence()).contains("no longer enrolled");
    house.reception.stop();
    assertThat(rights.settled)
        .singleElement()
        .matches(end -> end.outcome() instanceof DoorOutcome.Denied);
  }

  @Test
  void aPassThatWaitedTooLongForTheAuditOpensNothing() throws Exception {
    house.with(CoreKey.ORDER_LIFE, 200);
    house.ledger.onOrder = () -> sleepless(300);
    VisitStory story = house.visit(PASS);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome()).isEmpty();
    assertRangOnce(story, false);
  }

  @Test
  void aPassOpensWithoutAnyFaceOnItsHostsBehalf() throws Exception {
    house.sees(frame -> Building.stranger());
    VisitStory story = house.visit(PASS);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.claimedName()).isEmpty();
    assertThat(house.verifiers.get(0).opened).hasValue(0);
    assertThat(house.orders)
        .singleElement()
        .matches(o -> o.person().equals(Building.ANNA))
        .matches(o -> o.methods().equals(Set.of(EntryMethod.PASS)));
    house.reception.stop();
    assertThat(house.ledger.entries)
        .filteredOn(entry -> entry.action().equals("door-ordered"))
        .singleElement()
        .matches(entry -> entry.details().get("pass").equals(PaperRights.PASS));
    assertThat(house.ledger.entries.toString()).doesNotContain(PaperRights.PASS_NUMBER);
  }

  @Test
  void aPassIsEnteredAtTheKeypadOfAnOpenVisitToo() throws Exception {
    house.front().speaks();
    house.front().endless = true;
    house.rooms.speech.enter(new Building.PaperEar(""));
    VisitId visit = house.press();
    house.reception.keyed(visit, PaperRights.PASS_NUMBER + "#");
    assertThat(house.await(DoorAnswered.class, e -> true).visit()).isEqualTo(visit);
  }

  @Test
  void aPassForOneUseThatTwoShowAtOnceLetsOneIn() throws Exception {
    house.station("back");
    CyclicBarrier both = new CyclicBarrier(2);
    rights.onReserve = () -> meet(both);
    VisitId one = house.pressAt("front", PASS);
    VisitId other = house.pressAt("back", PASS);
    List<VisitStory> stories = List.of(house.closed(one), house.closed(other));
    assertThat(stories).filteredOn(story -> story.outcome().isPresent()).hasSize(1);
    assertThat(house.orders).hasSize(1);
    house.reception.stop();
    assertThat(rights.settled).hasSize(1);
    assertThat(house.all(EntryRefused.class))
        .extracting(EntryRefused::code)
        .containsExactly("pass-used");
  }

  @Test
  void noPolicyTurnsAPassIntoAnotherPersonsOrder() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Admit(new PersonId("bert"), "broken"));
    house.visit(PASS);
    assertThat(house.orders).isEmpty();
    assertThat(rights.reserved).isEmpty();
  }

  @Test
  void anOrderOfWhichNobodyKnowsIsToldAsSuch() throws Exception {
    house.with(CoreKey.DOOR, 1000).lock(order -> new CompletableFuture<>());
    VisitStory story = house.visit(PASS);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.TimedOut.class);
    house.reception.stop();
    assertThat(rights.settled)
        .singleElement()
        .matches(end -> end.outcome() instanceof DoorOutcome.TimedOut);
    List<String> doors =
        house.ledger.actions().stream().filter(action -> action.startsWith("door-")).toList();
    assertThat(doors).containsExactly("door-ordered", "door-timed-out");
    assertThat(Stream.of(story.decision().get()))
        .allMatch(decision -> decision instanceof Decision.Admit);
  }

  private static void sleepless(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    Building.until(() -> System.nanoTime() - until > 0);
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
