// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What happens where the house keeps rights. */
class RightsVisitTest extends VisitFixture {
  private static final Claim OWN = new Claim(PaperRights.CODE);
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void keepRights() {
    house.with(CoreKey.CODE, 60_000).rooms.rights.enter(rights);
    house.sees(frame -> Building.known());
  }

  @Test
  void whomTheRightsRefuseTheBellRingsForAndTheVisitorIsToldNoMore() throws Exception {
    rights.bend = answer -> PaperRights.refusal("out-of-schedule");
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.decision().get()).isInstanceOf(Decision.Ring.class);
    assertThat(story.decision().get().reason()).contains("Not now (out-of-schedule)");
    assertThat(story.prompt()).isEmpty();
    assertRangOnce(story, false);
    assertThat(house.all(EntryRefused.class))
        .singleElement()
        .matches(event -> event.code().equals("out-of-schedule"))
        .matches(event -> event.person().get().equals(Building.ANNA));
    awaitAudit("entry-refused");
    assertThat(entry("entry-refused").details()).containsEntry("rules", "schedule office-hours");
  }

  @Test
  void aFaceThatOnlyAClaimNamesIsNotRefusedInItsName() throws Exception {
    rights.bend = answer -> PaperRights.refusal("out-of-schedule");
    house.sees(frame -> Building.stranger());
    house.front().frames = 3;
    assertThat(house.visit(Building.CODE).decision().get()).isInstanceOf(Decision.Ring.class);
    assertThat(house.all(EntryRefused.class)).isEmpty();
  }

  @Test
  void whoMayOpenByTheRightsNeedsNoDoorInTheirEnrolmentAndTheOtherWayRound() throws Exception {
    house.people.forget(Building.ANNA);
    house.people.enrol(
        new Enrolment(Building.ANNA, "Anna", "1", Building.CODE, Set.of(), "form"),
        List.of(PaperVerifier.face("m", 0)));
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.decision().get().reason()).contains("0.80 of 0.50", "rule residents");
    house.reception.stop();
    assertThat(entry("door-ordered").details())
        .containsEntry("methods", "face")
        .containsEntry("rules", "rule residents");
    assertThat(rights.settled)
        .singleElement()
        .matches(end -> end.outcome() instanceof DoorOutcome.Opened)
        .matches(end -> end.order().equals(house.orders.get(0).id()));
  }

  @Test
  void whatIsSaidWhileAFaceIsLookedAtAsksTheRightsButRingsNobody() throws Exception {
    CountDownLatch sorted = new CountDownLatch(1);
    house.hears("a parcel", Intent.DELIVERY);
    house.sees(
        frame -> {
          sorted.await();
          return Building.known();
        });
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, event -> event.after().triage().isPresent());
    Building.until(() -> !rights.judged.isEmpty());
    sorted.countDown();
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.notices).isEmpty();
  }

  @Test
  void rightsThatFailRefuse() throws Exception {
    rights.bend =
        answer -> {
          throw new UnsupportedOperationException("no such rule");
        };
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.degraded()).anyMatch(s -> s.contains("no such rule"));
    assertRangOnce(story, false);
  }

  @Test
  void rightsThatHangHoldNobodyUpForLong() throws Exception {
    rights.bend = answer -> hang(answer);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.degraded()).anyMatch(s -> s.contains("did not answer in time"));
    assertRangOnce(story, false);
  }

  @Test
  void theVisitWaitsForRightsThatAreBeingReplaced() throws Exception {
    house.with(CoreKey.ORDER_LIFE, 5000);
    house.rooms.rights.leave(rights);
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, event -> event.after().face().isPresent());
    PaperRights next = new PaperRights();
    house.rooms.rights.enter(next);
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(next.reserved).hasSize(1);
  }

  @Test
  void rightsThatDoNotComeBackInTimeRefuseAndRightsThatAreGoneAreNotAsked() throws Exception {
    house.rooms.rights.leave(rights);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.decision().get().reason()).contains("cannot be asked now");
    house.with(CoreKey.REPLACEMENT, 0);
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }

  @Test
  void rightsThatVanishBetweenTheirAnswerAndTheOrderOpenNothing() throws Exception {
    house.with(CoreKey.ORDER_LIFE, 5000).with(CoreKey.REPLACEMENT, 0);
    house.ledger.onOrder = () -> house.rooms.rights.leave(rights);
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.outcome()).isEmpty();
    assertThat(story.decision().get().reason()).contains("not ordered", "cannot be asked");
    assertRangOnce(story, false);
    house.reception.stop();
    assertThat(house.ledger.actions()).containsOnlyOnce("door-ordered", "door-cancelled");
  }

  @Test
  void whatTheRightsTakeBackRightBeforeTheOrderIsNotOrdered() throws Exception {
    rights.bendReserve = answer -> PaperRights.refusal("passed-back");
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.decision().get().reason()).contains("Not now (passed-back)");
    assertRangOnce(story, false);
    assertThat(house.all(EntryRefused.class)).hasSize(1);
    house.reception.stop();
    assertThat(rights.settled).isEmpty();
    assertThat(house.ledger.actions()).containsOnlyOnce("door-ordered", "door-cancelled");
  }

  @Test
  void aPolicyThatAdmitsEverybodyOpensNothingThatTheRightsRefuse() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Admit(Building.ANNA, "the policy is broken"));
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    house.visit(Building.CODE);
    house.visit(new Claim("9999"));
    house.visit();
    rights.bend = answer -> PaperRights.refusal("no-right");
    rights.bendReserve = rights.bend;
    house.visit(Building.CODE);
    house.visit(new Claim(PaperRights.PASS_NUMBER));
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aCodeThatIsAskedForIsLookedAtByTheRightsAndTheFaceOnceMore() throws Exception {
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, RightsVisitTest::asksForCode);
    assertThat(house.notices).isEmpty();
    house.press(OWN);
    VisitStory story = house.closed(visit);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.notices).isEmpty();
    assertThat(house.verifiers.get(0).opened).as("looks").hasValue(2);
    assertThat(house.orders)
        .singleElement()
        .matches(o -> o.methods().equals(Set.of(EntryMethod.FACE, EntryMethod.CODE)));
  }

  @Test
  void theCodeBehindWhichAnotherFaceStandsOpensNothing() throws Exception {
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, RightsVisitTest::asksForCode);
    house.front().frames = 3;
    house.sees(frame -> Building.stranger());
    house.press(OWN);
    assertRangOnce(house.closed(visit), false);
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aWrongCodeIsAskedForAgainUntilNoTryIsLeft() throws Exception {
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, RightsVisitTest::asksForCode);
    house.reception.keyed(visit, "1111#");
    house.await(
        VisitUpdated.class,
        event ->
            RightsVisitTest.asksForCode(event) && reason(event).startsWith("The code was wrong"));
    house.reception.keyed(visit, "2222#");
    Building.until(() -> rights.tries == 1);
    assertThat(house.notices).isEmpty();
    Building.until(() -> tried(visit, "3333"));
    VisitStory story = house.closed(visit);
    assertRangOnce(story, false);
    assertThat(house.orders).isEmpty();
  }

  /** What is keyed while another number is being looked at is not taken. */
  private boolean tried(VisitId visit, String code) {
    try {
      house.reception.keyed(visit, code);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return rights.checked.containsKey(code);
  }

  @Test
  void whoIsLockedOutRings() throws Exception {
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    rights.tries = 0;
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, RightsVisitTest::asksForCode);
    house.press(OWN);
    VisitStory story = house.closed(visit);
    assertRangOnce(story, false);
    assertThat(story.degraded()).anyMatch(s -> s.contains("too many wrong ones"));
    assertThat(house.all(EntryRefused.class))
        .singleElement()
        .matches(event -> event.code().equals("locked-out"));
  }

  @Test
  void wrongNumbersBlockTheStationLikeWrongCodes() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 2);
    rights.tries = 100;
    house.visit(new Claim("1*0000"));
    house.visit(new Claim("99999999"));
    VisitStory story = house.visit(new Claim(PaperRights.PASS_NUMBER));
    assertThat(story.degraded()).anyMatch(s -> s.startsWith("Codes are ignored"));
    assertThat(house.orders).isEmpty();
    awaitAudit("claims-ignored");
  }

  @Test
  void aUnitAndItsCodeOpenAloneOnlyWhereTheRightsSaySo() throws Exception {
    rights.ways = List.of(Set.of(EntryMethod.CODE));
    VisitStory story = house.visit(new Claim("1*" + PaperRights.CODE));
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(story.claimedName()).contains("Anna");
    assertThat(house.verifiers.get(0).opened).as("looks").hasValue(0);
    assertThat(house.orders)
        .singleElement()
        .matches(o -> o.methods().equals(Set.of(EntryMethod.CODE)));
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    house.front().frames = 3;
    house.sees(frame -> Building.stranger());
    assertRangOnce(house.visit(new Claim("1*" + PaperRights.CODE)), false);
    house.front().frames = 1000;
    house.sees(frame -> Building.known());
    house.visit(new Claim("1*" + PaperRights.CODE));
    assertThat(house.orders).hasSize(2);
  }

  @Test
  void aVisitThatEndsWhileACodeIsLookedAtStillRings() throws Exception {
    house.with(CoreKey.VISIT_LIMIT, 5000).with(CoreKey.ORDER_LIFE, 5000);
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    VisitId visit = house.press(Building.CODE);
    house.await(VisitUpdated.class, RightsVisitTest::asksForCode);
    rights.bend = answer -> hang(answer);
    house.press(OWN);
    VisitStory story = house.closed(visit);
    house.await(BellRang.class, event -> event.after().id().equals(visit));
    assertThat(story.outcome()).isEmpty();
  }

  private AuditEntry entry(String action) {
    return house.ledger.entries.stream().filter(e -> e.action().equals(action)).findAny().get();
  }

  private static <T> T hang(T answer) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalArgumentException("given up", e);
    }
    return answer;
  }

  private static String reason(VisitUpdated event) {
    return event.after().decision().get().reason();
  }

  static boolean asksForCode(VisitUpdated event) {
    return event.after().decision().orElse(null) instanceof Decision.AskMore ask && ask.code();
  }
}
