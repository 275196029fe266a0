// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation.End;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Dialog;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;

class ExchangeTest {
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House();
    house.agent.phone("hall", "", true);
    house.agent.phone("kitchen", "", false);
    house.agent.phone("anna", "anna", true, "4");
    house.people.lives("anna", "4");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aQuietNoticeCallsNobody() throws Exception {
    Notice quiet =
        new Notice(House.VISIT, new StationId("front"), false, "-", Audience.RESIDENTS, true);
    assertThat(house.notifier.deliver(quiet)).isEqualTo("nobody is called");
    assertThat(house.agent.dialogs).isEmpty();
    assertThat(house.visits.kept).isEmpty();
  }

  @Test
  void withoutVisitsOrAfterOneItCannotBeDelivered() {
    house.visits.close(House.VISIT);
    assertThatThrownBy(() -> house.rings(""))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("notice-undeliverable"));
    house.around.visits = null;
    assertThatThrownBy(() -> house.rings(""))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("notice-undeliverable"));
    assertThat(house.agent.dialogs).isEmpty();
  }

  @Test
  void theVisitIsKeptOpenAndBothPhonesOfTheHouseRing() throws Exception {
    assertThat(house.rings("")).isEqualTo("2 phones ring");
    assertThat(house.visits.kept).containsExactly(Duration.ofSeconds(30));
    assertThat(house.visits.keeping).hasValue(1);
    assertThat(house.agent.dialogs).extracting(Dialog::user).containsExactly("hall", "kitchen");
    assertThat(house.topics()).containsExactly("call/rang");
    assertThat(house.last().after().title()).isEqualTo("front");
  }

  @Test
  void theFirstWhoAnswersHasItAndTheOthersHearThatItWasAnswered() throws Exception {
    house.rings("");
    house.agent.last("kitchen").rings();
    house.agent.last("hall").answers("sdp");
    assertThat(house.visits.answered)
        .containsExactly(new Answering("phone", "phone:hall", Optional.empty(), true));
    assertThat(house.agent.last("kitchen").elsewhere()).isTrue();
    assertThat(house.last().after().by()).contains("phone hall");
    assertThat(house.topics()).containsExactly("call/rang", "call/answered");
    assertThat(house.visits.keeping).as("the conversation keeps it open").hasValue(0);
    assertThat(house.media.open()).isEqualTo(1);
  }

  @Test
  void whoeverAnswersAcrossTheCancelIsHungUpAtOnce() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    house.agent.last("kitchen").answers("sdp");
    assertThat(house.agent.last("kitchen").said).containsExactly("CANCEL", "BYE");
    assertThat(house.agent.last("hall").phase()).isEqualTo(Phase.ESTABLISHED);
    assertThat(house.visits.answered).hasSize(1);
  }

  @Test
  void everyDeviceOfAPhoneRingsAndTheOthersStop() throws Exception {
    house.agent.devices("anna", 3);
    house.rings("4");
    assertThat(house.agent.count("anna")).isEqualTo(3);
    house.agent.dialogs.get(1).answers("sdp");
    assertThat(house.agent.dialogs)
        .extracting(Dialog::phase)
        .containsExactly(Phase.CANCELLED, Phase.ESTABLISHED, Phase.CANCELLED);
  }

  @Test
  void whoDeclinesOnOneDeviceIsLeftAloneOnAll() throws Exception {
    house.agent.devices("anna", 2);
    house.rings("4");
    house.agent.dialogs.get(0).ends(Why.DECLINED);
    assertThat(house.agent.dialogs.get(1).phase()).isEqualTo(Phase.CANCELLED);
    assertThat(house.ends()).containsExactly("nobody-answered");
  }

  @Test
  void aBusyOrDeadPhoneDoesNotEndTheOthers() throws Exception {
    house.rings("");
    house.agent.last("hall").ends(Why.BUSY);
    assertThat(house.ends()).isEmpty();
    house.agent.last("kitchen").answers("sdp");
    assertThat(house.last().after().by()).contains("phone kitchen");
  }

  @Test
  void whenAllSaidNoItEndsAtOnce() throws Exception {
    house.rings("");
    house.agent.last("hall").ends(Why.BUSY);
    house.agent.last("kitchen").ends(Why.DECLINED);
    assertThat(house.ends()).containsExactly("nobody-answered");
    assertThat(house.visits.keeping).hasValue(0);
    assertThat(house.media.open()).isZero();
  }

  @Test
  void whenNoPhoneCouldBeReachedAPageStillHasItsTime() throws Exception {
    house.rings("");
    house.agent.last("hall").ends(Why.UNREACHABLE);
    house.agent.last("kitchen").ends(Why.UNREACHABLE);
    assertThat(house.ends()).isEmpty();
    house.ticks.pass(Duration.ofSeconds(29));
    assertThat(house.ends()).isEmpty();
    house.ticks.pass(Duration.ofSeconds(1));
    assertThat(house.ends()).containsExactly("nobody-answered");
  }

  @Test
  void withoutPagesACallThatReachesNobodyEndsAtOnce() throws Exception {
    house.configure(Map.of("pageSeconds", "0"));
    house.rings("");
    house.agent.last("hall").ends(Why.UNREACHABLE);
    house.agent.last("kitchen").ends(Why.UNREACHABLE);
    assertThat(house.ends()).containsExactly("nobody-answered");
  }

  @Test
  void itRingsForItsTimeAndThenNoLonger() throws Exception {
    house.rings("");
    house.ticks.pass(Duration.ofMillis(29_999));
    assertThat(house.agent.last("hall").phase()).isEqualTo(Phase.INVITED);
    house.ticks.pass(Duration.ofMillis(1));
    assertThat(house.agent.last("hall").said).containsExactly("CANCEL");
    assertThat(house.agent.last("hall").elsewhere()).isFalse();
    assertThat(house.ends()).containsExactly("nobody-answered");
    house.ticks.pass(Duration.ofMinutes(5));
    assertThat(house.agent.dialogs).hasSize(2);
    assertThat(house.ends()).hasSize(1);
  }

  @Test
  void inTurnTheNextRingsWhenOneDoesNotAnswerOrCannotBeReached() throws Exception {
    house.inTurn(10, "hall", "kitchen", "anna");
    house.rings("");
    assertThat(house.agent.count("kitchen")).isZero();
    house.ticks.pass(Duration.ofSeconds(10));
    assertThat(house.agent.last("hall").phase()).isEqualTo(Phase.CANCELLED);
    assertThat(house.agent.count("kitchen")).isEqualTo(1);
    house.agent.last("kitchen").ends(Why.UNREACHABLE);
    assertThat(house.agent.count("anna")).isEqualTo(1);
    house.agent.last("anna").answers("sdp");
    assertThat(house.last().after().by()).contains("phone anna");
  }

  @Test
  void aPhoneOfTheNextGroupThatRingsAlreadyGoesOn() throws Exception {
    house.inTurn(10, "hall");
    house.groups.put("rest", next(house.groups.get("rest"), "late"));
    house.inTurnAs("late", 10, "hall");
    house.rings("");
    house.ticks.pass(Duration.ofSeconds(10));
    assertThat(house.agent.count("hall")).isEqualTo(1);
    assertThat(house.agent.last("hall").phase()).isEqualTo(Phase.INVITED);
  }

  @Test
  void aSecondNoticeDoesNotRingTwiceAndDangerRingsEverybody() throws Exception {
    house.rings("");
    assertThat(house.rings("")).isEqualTo("it rings already");
    assertThat(house.agent.dialogs).hasSize(2);
    assertThat(house.notifier.deliver(House.notice("", true, Audience.EVERYBODY)))
        .isEqualTo("3 phones ring");
    assertThat(house.agent.dialogs)
        .extracting(Dialog::user)
        .containsExactly("hall", "kitchen", "anna");
    assertThat(house.topics()).containsExactly("call/rang", "call/rang");
    assertThat(house.last().after().urgent()).isTrue();
    assertThat(house.visits.keeping).hasValue(1);
    house.ticks.pass(Duration.ofSeconds(30));
    assertThat(house.ends()).containsExactly("nobody-answered");
    assertThat(house.visits.keeping).hasValue(0);
  }

  @Test
  void whoDeclinedIsAskedAgainWhenItIsUrgent() throws Exception {
    house.rings("");
    house.agent.last("hall").ends(Why.DECLINED);
    house.notifier.deliver(House.notice("", true, Audience.EVERYBODY));
    assertThat(house.agent.count("hall")).isEqualTo(2);
    assertThat(house.agent.count("kitchen")).isEqualTo(1);
  }

  @Test
  void afterACallTheBellRingsAgain() throws Exception {
    house.rings("");
    house.ticks.pass(Duration.ofSeconds(30));
    assertThat(house.rings("")).isEqualTo("2 phones ring");
    assertThat(house.agent.dialogs).hasSize(4);
  }

  @Test
  void aVisitThatClosesStopsEverythingThatRings() throws Exception {
    house.rings("");
    house.visits.close(House.VISIT);
    house.exchange.closed(House.VISIT);
    assertThat(house.agent.dialogs).extracting(Dialog::phase).containsOnly(Phase.CANCELLED);
    assertThat(house.ends()).containsExactly("visit-closed");
    assertThat(house.last().after().state()).isEqualTo(State.ENDED);
  }

  @Test
  void whoHangsUpEndsTheConversation() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    house.agent.last("hall").ends(Why.HUNG_UP);
    assertThat(house.visits.conversation(House.VISIT).over()).isTrue();
    assertThat(house.ends()).containsExactly("hung-up");
    assertThat(house.media.open()).isZero();
  }

  @Test
  void aConversationThatEndsByItselfHangsUp() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    house.visits.conversation(House.VISIT).end();
    assertThat(house.agent.last("hall").said).containsExactly("BYE");
    assertThat(house.ends()).containsExactly("time-limit");
  }

  @Test
  void whatEndedItIsToldHoweverFarTheVisitIs() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    house.visits.closeSilently(House.VISIT);
    house.visits.conversation(House.VISIT).end(End.TIME_LIMIT);
    assertThat(house.ends()).containsExactly("time-limit");
    try (House other = new House()) {
      other.agent.phone("hall", "", true);
      other.rings("");
      other.agent.last("hall").answers("sdp");
      other.visits.conversation(House.VISIT).end(End.VISIT_CLOSED);
      assertThat(other.ends()).containsExactly("visit-closed");
    }
  }

  @Test
  void whoeverPressesTheNextButtonRingsThere() throws Exception {
    house.agent.phone("annas", "anna", true, "4");
    house.agent.phone("berts", "bert", true, "5");
    house.rings("4");
    Dialog wrong = house.agent.last("annas");
    assertThat(house.rings("5")).isEqualTo("1 phone rings");
    assertThat(wrong.phase()).isEqualTo(Phase.CANCELLED);
    assertThat(house.agent.last("berts").phase()).isEqualTo(Phase.INVITED);
    assertThat(house.ends()).containsExactly("nobody-answered");
    assertThat(house.visits.keeping).hasValue(1);
    house.agent.last("berts").answers("sdp");
    assertThat(house.rings("4")).isEqualTo("somebody talks with the visitor already");
    assertThat(house.visits.keeping).hasValue(0);
    assertThat(house.exchange.all()).hasSize(1);
  }

  @Test
  void dangerThatIsToldWhileTheLastRingEndsRingsAllTheSame() throws Exception {
    Queue<Runnable> waiting = new ArrayDeque<>();
    try (House slow = new House(waiting::add)) {
      slow.agent.phone("hall", "", true);
      slow.rings("");
      decide(waiting);
      slow.ticks.pass(Duration.ofSeconds(30));
      slow.notifier.deliver(House.notice("", true, Audience.EVERYBODY));
      decide(waiting);
      assertThat(slow.ends()).containsExactly("nobody-answered");
      assertThat(slow.exchange.all()).singleElement().matches(call -> call.now().urgent());
      assertThat(slow.agent.dialogs).hasSize(2);
      assertThat(slow.agent.last("hall").phase()).isEqualTo(Phase.INVITED);
      assertThat(slow.visits.keeping).hasValue(1);
      slow.exchange.endAll();
      decide(waiting);
    }
  }

  private static void decide(Queue<Runnable> waiting) {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void anAnswerThatTheCoreRefusesEndsTheCallForEverybody() throws Exception {
    house.visits.refusal = Optional.of("audit-failed");
    house.rings("");
    house.agent.last("hall").answers("sdp");
    assertThat(house.agent.last("hall").said).containsExactly("BYE");
    assertThat(house.agent.last("kitchen").said).containsExactly("CANCEL");
    assertThat(house.ends()).containsExactly("failed");
    assertThat(house.failures).hasSize(1);
    assertThat(house.visits.keeping).hasValue(0);
  }

  @Test
  void soundThatDoesNotFitLosesThatPhoneOnly() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("bad sdp");
    assertThat(house.agent.last("hall").said).containsExactly("BYE");
    house.agent.last("kitchen").answers("sdp");
    assertThat(house.last().after().by()).contains("phone kitchen");
  }

  @Test
  void withoutPortsNothingRingsAndTheStatusCanSayWhy() throws Exception {
    house.media.busy = true;
    house.rings("");
    assertThat(house.agent.dialogs).isEmpty();
    assertThat(house.failures.get(0)).contains("Phone hall was not rung: media: no port");
  }

  @Test
  void aPhoneThatFallsSilentIsHungUpUnlessItHolds() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    FakeMedia.Session session = house.media.sessions.get(0);
    session.silentMillis = 12_000;
    session.held = true;
    house.ticks.pass(Duration.ofSeconds(5));
    assertThat(house.ends()).isEmpty();
    session.held = false;
    house.ticks.pass(Duration.ofSeconds(1));
    assertThat(house.ends()).containsExactly("failed");
    assertThat(house.failures).containsExactly("Phone hall sent nothing for 10 s");
    assertThat(house.agent.last("hall").said).containsExactly("BYE");
  }

  @Test
  void whenSipGoesATalkByPhoneEndsAndWhatRingsWaitsForPages() throws Exception {
    house.rings("");
    house.around.agent = null;
    house.exchange.gone(house.agent);
    assertThat(house.media.open()).isZero();
    assertThat(house.ends()).isEmpty();
    house.ticks.pass(Duration.ofSeconds(30));
    assertThat(house.ends()).containsExactly("nobody-answered");
  }

  @Test
  void whenSipGoesATalkEndsForAReason() throws Exception {
    house.rings("");
    house.agent.last("hall").answers("sdp");
    house.exchange.gone(house.agent);
    assertThat(house.ends()).containsExactly("failed");
    assertThat(house.visits.conversation(House.VISIT).over()).isTrue();
  }

  @Test
  void moreCallsThanAllowedAreRefused() throws Exception {
    house.configure(Map.of("mostCalls", "1"));
    house.rings("");
    Notice other = new Notice(new VisitId("v-2"), new StationId("back"), false, "The bell");
    assertThatThrownBy(() -> house.notifier.deliver(other))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("1 calls at the same time");
  }

  @Test
  void whoeverWantsQuietIsNotRungUnlessItIsUrgent() throws Exception {
    house.exchange.quiet(House.resident("anna"), Duration.ofHours(1));
    assertThat(house.rings("4")).isEqualTo("no phone can be reached; pages ring");
    assertThat(house.agent.dialogs).isEmpty();
    house.notifier.deliver(House.notice("4", true, Audience.RESIDENTS));
    assertThat(house.agent.count("anna")).isEqualTo(1);
  }

  @Test
  void whoeverWantsQuietWhileItRingsHasIt() throws Exception {
    house.rings("4");
    house.exchange.quiet(House.resident("anna"), Duration.ofMinutes(5));
    assertThat(house.agent.last("anna").said).containsExactly("CANCEL");
    assertThat(house.quiet.until(new PersonId("anna"))).isPresent();
  }

  private static RingGroup next(RingGroup group, String name) {
    return new RingGroup(
        group.name(),
        group.units(),
        group.members(),
        group.inTurn(),
        group.each(),
        group.hours(),
        Optional.of(name));
  }
}
