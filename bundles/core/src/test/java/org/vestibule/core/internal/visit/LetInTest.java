// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Cancelled;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.NeedOfRights;

/** Whoever answered lets the visitor in, if they may. */
class LetInTest extends CallFixture {
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void phonesOpen() {
    rights.ways = List.of(Set.of(EntryMethod.FACE), Set.of(EntryMethod.PHONE));
  }

  @Test
  void whatMayNotOpenDoesNot() throws Exception {
    assertDenied("may-not-open", INDOOR);
    assertNothingMoved();
    Building.until(() -> house.ledger.actions().contains("entry-refused"));
    assertThat(audited("entry-refused").get(0)).containsEntry("by", "guest");
  }

  @Test
  void whoeverIsNotKnownHereOrSuspendedDoesNot() throws Exception {
    PersonId gone = new PersonId("gone");
    assertDenied("may-not-open", new Answering("phone", "phone:gone", Optional.of(gone), true));
    house.rooms.people.leave(house.people);
    assertDenied("may-not-open", RESIDENT);
    PeopleDirectory moved = directory("active", args -> Optional.empty());
    house.rooms.people.enter(moved);
    assertThat(moved.person(Building.ANNA)).isPresent();
    assertDenied("may-not-open", RESIDENT);
    assertNothingMoved();
  }

  @Test
  void whereRightsAreRequiredAndMissingNobodyDoes() throws Exception {
    house.settings = house.settings.with(NeedOfRights.REQUIRED);
    assertDenied("rights-unknown", RESIDENT);
    assertNothingMoved();
  }

  @Test
  void whomTheRightsRefuseDoesNot() throws Exception {
    house.rooms.rights.enter(rights);
    rights.bend = answer -> PaperRights.refusal("out-of-schedule");
    assertDenied("may-not-open", RESIDENT);
    rights.bend = answer -> PaperRights.refusal("rights-unknown");
    assertDenied("rights-unknown", RESIDENT);
    rights.bend = answer -> answer;
    rights.ways = List.of(Set.of(EntryMethod.FACE), Set.of(EntryMethod.PHONE, EntryMethod.CODE));
    assertDenied("may-not-open", RESIDENT);
    rights.bend =
        answer -> {
          throw new IllegalStateException("rights that fail");
        };
    assertDenied("rights-unknown", RESIDENT);
    assertNothingMoved();
    assertThat(house.all(EntryRefused.class)).hasSize(4);
  }

  @Test
  void whatTheRightsTakeBackInTheLastMomentIsNotHandedOver() throws Exception {
    house.rooms.rights.enter(rights);
    rights.bendReserve = answer -> PaperRights.refusal("no-right");
    assertDenied("may-not-open", RESIDENT);
    assertThat(house.orders).isEmpty();
    house.reception.stop();
    assertThat(audited("door-ordered")).hasSize(1);
    assertThat(audited("door-cancelled")).hasSize(1);
    assertThat(rights.settled).isEmpty();
  }

  @Test
  void aResidentLetsTheVisitorInByTheirPhone() throws Exception {
    house.rooms.rights.enter(rights);
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    assertThat(talk.open()).isInstanceOf(Opened.class);
    assertThat(talk.over()).isFalse();
    assertThat(talk.open()).isInstanceOfSatisfying(Denied.class, d -> is(d, "opened-already"));
    assertThat(house.orders)
        .singleElement()
        .matches(order -> order.methods().equals(Set.of(EntryMethod.PHONE)))
        .matches(order -> order.person().equals(Building.ANNA) && order.visit().equals(id));
    // The rights are told beside it: the door waits for nobody.
    Building.until(() -> !rights.settled.isEmpty());
    assertThat(rights.settled)
        .singleElement()
        .matches(settled -> settled.outcome() instanceof Opened);
    assertThat(house.all(DoorOrdered.class)).hasSize(1);
    assertThat(house.all(DoorAnswered.class)).hasSize(1);
    talk.close();
    VisitStory story = house.closed(id);
    assertThat(story.outcome().get()).isInstanceOf(Opened.class);
    assertThat(story.prompt()).isEmpty();
    house.reception.stop();
    Map<String, String> ordered = audited("door-ordered").get(0);
    assertThat(ordered)
        .containsEntry("methods", "phone")
        .containsEntry("by", "phone:anna")
        .containsEntry("person", "anna")
        .containsKeys("rules", "captured", "evidence");
    assertThat(audited("door-opened"))
        .singleElement()
        .satisfies(facts -> assertThat(facts).containsEntry("by", "phone:anna"));
    assertThat(house.ledger.actions().indexOf("visit-answered"))
        .isLessThan(house.ledger.actions().indexOf("door-ordered"));
  }

  @Test
  void withoutRightsTheEnrolmentCounts() throws Exception {
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      assertThat(talk.open()).isInstanceOf(Opened.class);
    }
  }

  @Test
  void aPhoneInTheHallIsNobodysAndAHandThatOpens() throws Exception {
    house.rooms.rights.enter(rights);
    VisitId id = ringing();
    try (Conversation talk = answered(id, HALL)) {
      assertThat(talk.open()).isInstanceOf(Opened.class);
    }
    assertThat(house.orders.get(0).methods()).containsExactly(EntryMethod.HUMAN);
    assertThat(rights.reserved).isEmpty();
    assertThat(audited("door-ordered").get(0))
        .containsEntry("methods", "human")
        .containsEntry("by", "phone:hall")
        .doesNotContainKey("person");
  }

  @Test
  void aDoorThatDidNotOpenMayBeTriedAgain() throws Exception {
    AtomicBoolean stuck = new AtomicBoolean(true);
    house.lock(
        order ->
            stuck.getAndSet(false)
                ? CompletableFuture.completedFuture(new DoorOutcome.Unreachable("no line"))
                : Building.opened());
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      assertThat(talk.open()).isInstanceOf(DoorOutcome.Unreachable.class);
      assertThat(talk.open()).isInstanceOf(Opened.class);
    }
    assertThat(house.orders).extracting(order -> order.id()).doesNotHaveDuplicates().hasSize(2);
    assertThat(house.all(DoorAnswered.class)).hasSize(2);
  }

  @Test
  void whoeverOpensIsToldHowItEndedAlsoWhereTheHouseIsSlow() throws Exception {
    house.with(CoreKey.ORDER_LIFE, 5000);
    CountDownLatch slow = new CountDownLatch(1);
    house.rooms.people.leave(house.people);
    house.rooms.people.enter(
        directory(
            "active",
            args -> {
              slow.await();
              return house.people.person(Building.ANNA);
            }));
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      CompletableFuture<DoorOutcome> outcome = CompletableFuture.supplyAsync(() -> open(talk));
      assertThatThrownBy(() -> outcome.get(2500, TimeUnit.MILLISECONDS))
          .as("nothing is said while it may still open")
          .isInstanceOf(TimeoutException.class);
      slow.countDown();
      assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Opened.class);
    }
    assertThat(house.orders).hasSize(1);
  }

  /** One of its answers. */
  private interface Answer {
    Object to(Object[] args) throws Exception;
  }

  /** The directory of this house, which answers one question in its own way. */
  private PeopleDirectory directory(String question, Answer answer) {
    return (PeopleDirectory)
        Proxy.newProxyInstance(
            PeopleDirectory.class.getClassLoader(),
            new Class<?>[] {PeopleDirectory.class},
            (proxy, method, args) ->
                method.getName().equals(question)
                    ? answer.to(args)
                    : method.invoke(house.people, args));
  }

  @Test
  void afterTheConversationNothingOpens() throws Exception {
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    talk.close();
    assertThat(talk.open()).isInstanceOfSatisfying(Denied.class, d -> is(d, "conversation-over"));
    assertNothingMoved();
  }

  @Test
  void whoeverOpensWhileItIsBeingOpenedWaitsForThat() throws Exception {
    CompletableFuture<DoorOutcome> late = new CompletableFuture<>();
    house.lock(order -> late);
    VisitId id = ringing();
    try (Conversation talk = answered(id, RESIDENT)) {
      CompletableFuture<DoorOutcome> first = CompletableFuture.supplyAsync(() -> open(talk));
      Building.until(() -> house.orders.size() == 1);
      assertThat(talk.open()).isInstanceOfSatisfying(Denied.class, d -> is(d, "order-running"));
      late.complete(new Opened("open", System.nanoTime()));
      assertThat(first.get(60, TimeUnit.SECONDS)).isInstanceOf(Opened.class);
    }
    assertThat(house.orders).hasSize(1);
  }

  @Test
  void theGatewayStopsWithTheOrderOnItsWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    house.lock(
        order -> {
          asked.countDown();
          return new CompletableFuture<>();
        });
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    CompletableFuture<DoorOutcome> outcome = CompletableFuture.supplyAsync(() -> open(talk));
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    house.reception.stop();
    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(DoorOutcome.TimedOut.class);
    assertThat(audited("door-ordered")).hasSize(1);
    assertThat(audited("door-timed-out")).hasSize(1);
    assertThat(house.all(DoorAnswered.class)).hasSize(1);
  }

  @Test
  void theGatewayStopsBeforeTheRightsHaveSpoken() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    house.rooms.rights.enter(rights);
    rights.bend =
        answer -> {
          asked.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return answer;
        };
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    CompletableFuture<DoorOutcome> outcome = CompletableFuture.supplyAsync(() -> open(talk));
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    house.reception.stop();
    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(Cancelled.class, c -> assertThat(c.code()).isEqualTo("stopping"));
    assertNothingMoved();
  }

  private static DoorOutcome open(Conversation talk) {
    try {
      return talk.open();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertDenied(String code, Answering who) throws Exception {
    VisitId id = ringing();
    try (Conversation talk = answered(id, who)) {
      assertThat(talk.open()).isInstanceOfSatisfying(Denied.class, d -> is(d, code));
    }
  }

  private void assertNothingMoved() {
    assertThat(house.orders).isEmpty();
    assertThat(house.ledger.actions()).doesNotContain("door-ordered");
    assertThat(house.all(DoorOrdered.class)).isEmpty();
  }

  private static void is(Denied denied, String code) {
    assertThat(denied.code()).isEqualTo(code);
  }
}
