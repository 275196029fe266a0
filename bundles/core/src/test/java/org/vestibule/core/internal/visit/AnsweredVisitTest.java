// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.End;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** Who answers, for how long, and what is silent meanwhile. */
class AnsweredVisitTest extends CallFixture {
  private static final VisitId NONE = new VisitId("v-0");

  @Test
  void nobodyAnswersAVisitThatIsNotThereOrOver() throws Exception {
    assertRefused("unknown-visit", () -> answered(NONE, RESIDENT));
    assertRefused("unknown-visit", () -> house.reception.keepOpen(NONE, Duration.ofSeconds(5)));
    assertRefused("unknown-visit", () -> house.reception.picture(NONE));
    VisitId id = ringing();
    phones.stop();
    house.closed(id);
    assertRefused("visit-over", () -> answered(id, RESIDENT));
    assertRefused("visit-over", () -> house.reception.keepOpen(id, Duration.ofSeconds(5)));
    assertRefused("visit-over", () -> house.reception.picture(id));
    assertThat(house.ledger.actions()).doesNotContain("visit-answered");
  }

  @Test
  void aVisitIsKeptOpenForOneSecondToFiveMinutes() throws Exception {
    VisitId id = ringing();
    for (Duration wrong : List.of(Duration.ofMillis(999), Duration.ofSeconds(301))) {
      assertThatThrownBy(() -> house.reception.keepOpen(id, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aVisitStaysOpenWhileItRingsAndClosesWhenNobodyAnswers() throws Exception {
    phones.rings = Duration.ofSeconds(1);
    long begun = System.nanoTime();
    VisitStory story = house.closed(ringing());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(990));
    assertThat(story.degraded()).isEmpty();
    assertThat(story.answered()).isEmpty();
  }

  @Test
  void theLimitOfAVisitGivesWayToWhoeverRingsButNotForEver() throws Exception {
    house.with(CoreKey.VISIT_LIMIT, 5000);
    phones.rings = Duration.ofSeconds(7);
    VisitStory story = house.closed(ringing());
    assertThat(story.degraded()).isEmpty();
    assertThat(Duration.between(story.openedAt(), story.closedAt().get()))
        .isBetween(Duration.ofMillis(6990), Building.PATIENCE);
  }

  @Test
  void withoutTheAuditNobodyTalks() throws Exception {
    VisitId id = ringing();
    house.ledger.full = true;
    assertRefused("audit-unwritable", () -> answered(id, RESIDENT));
    assertThat(talks(id)).isEmpty();
    house.ledger.full = false;
    try (Conversation talk = answered(id, RESIDENT)) {
      assertThat(talk.over()).isFalse();
    }
  }

  @Test
  void whoAnswersIsWrittenDownAndStandsInTheStory() throws Exception {
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    assertThat(talk.visit()).isEqualTo(id);
    assertThat(audited("visit-answered"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("by", "phone:anna")
                    .containsEntry("surface", "phone")
                    .containsEntry("person", "anna"));
    house.await(
        VisitUpdated.class,
        event ->
            event.what().equals("answered")
                && event.after().answered().equals(Optional.of("phone")));
    phones.stop();
    talk.close();
    VisitStory story = house.closed(id);
    assertThat(story.answered()).isEmpty();
    Building.until(() -> house.ledger.actions().contains("visit-closed"));
    assertThat(audited("visit-closed").get(0)).containsEntry("answered", "phone");
  }

  @RepeatedTest(5)
  void ofManyWhoAnswerAtOnceOneDoes() throws Exception {
    VisitId id = ringing();
    int many = 12;
    ExecutorService pool = Executors.newFixedThreadPool(many);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Conversation>> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Callable<Conversation> answer =
          () -> {
            start.await();
            return answered(id, RESIDENT);
          };
      all.add(pool.submit(answer));
    }
    start.countDown();
    List<Conversation> talks = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Future<Conversation> each : all) {
      try {
        talks.add(each.get(60, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        refused.add(((VestibuleException) e.getCause()).code());
      }
    }
    pool.shutdown();
    assertThat(talks).hasSize(1);
    assertThat(refused).hasSize(many - 1).containsOnly("visit-answered");
    assertThat(audited("visit-answered")).hasSize(1);
    talks.get(0).close();
  }

  @Test
  void nobodyIsRungWhileSomebodyTalksAndAgainAfterThat() throws Exception {
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    house.press();
    house.await(VisitUpdated.class, event -> event.what().equals("pressed"));
    assertThat(house.reception.story(id).orElseThrow().presses()).isEqualTo(2);
    assertThat(house.all(BellRang.class)).hasSize(1);
    talk.close();
    Building.until(() -> talks(id).isEmpty());
    house.press();
    house.await(BellRang.class, event -> event.after().presses() == 3);
    try (Conversation next = answered(id, HALL)) {
      assertThat(talks(id)).contains("phone");
    }
  }

  @Test
  void hangingUpEndsTheVisitAndTellsOnce() throws Exception {
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    AtomicInteger told = new AtomicInteger();
    talk.onEnd(told::incrementAndGet);
    talk.onEnd(
        () -> {
          throw new IllegalStateException("whoever is told may fail");
        });
    phones.stop();
    assertThat(house.reception.story(id).orElseThrow().closedAt()).isEmpty();
    talk.close();
    talk.close();
    house.closed(id);
    assertThat(told).hasValue(1);
    talk.onEnd(told::incrementAndGet);
    assertThat(told).hasValue(2);
    assertThat(talk.over()).isTrue();
  }

  @Test
  void aConversationHasALimit() throws Exception {
    house.with(CoreKey.CONVERSATION, 10).with(CoreKey.VISIT_LIMIT, 5000);
    VisitId id = ringing();
    CountDownLatch told = new CountDownLatch(1);
    Conversation talk = answered(id, RESIDENT);
    talk.onEnd(told::countDown);
    phones.stop();
    VisitStory story = house.closed(id);
    assertThat(told.getCount()).isZero();
    assertThat(talk.ending()).contains(End.TIME_LIMIT);
    assertThat(story.degraded()).isEmpty();
  }

  @Test
  void theGatewayStopsInTheMiddle() throws Exception {
    VisitId id = ringing();
    Conversation talk = answered(id, RESIDENT);
    AtomicInteger told = new AtomicInteger();
    talk.onEnd(told::incrementAndGet);
    house.reception.stop();
    assertThat(told).hasValue(1);
    assertThat(talk.ending()).contains(End.VISIT_CLOSED);
    assertThat(talk.over()).isTrue();
    assertThat(house.reception.story(id).orElseThrow().closedAt()).isPresent();
    assertRefused("visit-over", () -> answered(id, RESIDENT));
  }

  @Test
  void theUnitThatWasRungIsForThePhonesAndForNobodyElse() throws Exception {
    VisitId id =
        house.reception.press(
            new ButtonPress(
                new StationId("front"), Instant.now(), Optional.empty(), Optional.of("12bis")));
    assertThat(phones.rang.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(phones.notices).singleElement().matches(n -> n.unit().equals(Optional.of("12bis")));
    phones.stop();
    house.closed(id);
    assertThat(house.events.toString()).doesNotContain("12bis");
    assertThat(house.ledger.entries.toString()).doesNotContain("12bis");
  }
}
