// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Role;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.Farewell;
import org.vestibule.integrations.onvif.sip.internal.call.FakeAgent.Phase;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;

/** What whoever sits before a browser sees, answers and declines. */
class PagesTest {
  private static final Caller ANNA = House.resident("anna");
  private static final Caller BERT = House.resident("bert");
  private static final Caller OFFICE = House.manager();

  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House();
    house.agent.phone("hall", "", true);
    house.agent.phone("annas", "anna", true, "4");
    house.people.lives("anna", "4");
    house.people.lives("bert", "5");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void oneSeesTheCallsOfOnesOwnUnitAndThoseForEverybody() throws Exception {
    house.rings("4");
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    assertThat(house.exchange.of(BERT)).isEmpty();
    assertThat(house.exchange.of(OFFICE)).as("somebody lives there").isEmpty();
    refused("unknown-call", () -> house.exchange.answer(house.callId(), BERT, "browser"));
    refused("unknown-call", () -> house.exchange.decline(house.callId(), OFFICE));
    house.exchange.closed(House.VISIT);
    house.rings("");
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    assertThat(house.exchange.of(BERT)).hasSize(1);
    assertThat(house.exchange.of(OFFICE)).hasSize(1);
  }

  @Test
  void whoeverMovedOutSeesNobodyAtTheDoor() throws Exception {
    Caller gone = House.resident("gone");
    house.rings("");
    assertThat(house.exchange.of(gone)).isEmpty();
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    house.notifier.deliver(House.notice("", true, Audience.EVERYBODY));
    assertThat(house.exchange.of(gone)).isEmpty();
    house.around.people = null;
    assertThat(house.exchange.of(gone)).as("nobody can say so now").hasSize(1);
  }

  @Test
  void anAccountThatIsNobodysOpensOnlyIfItMayWorkDoors() throws Exception {
    house.rings("");
    Caller nobody = House.caller("moved-out", Role.RESIDENT, Optional.empty());
    house.exchange.answer(house.callId(), nobody, "browser");
    house.exchange.closed(House.VISIT);
    assertThat(house.visits.answered.get(0).opens()).as("no rights can be asked").isFalse();
    assertThat(opens(OFFICE)).isTrue();
    assertThat(opens(ANNA)).as("her rights are asked").isTrue();
  }

  private static boolean opens(Caller caller) throws Exception {
    try (House other = new House()) {
      other.people.lives("anna", "4");
      other.rings("");
      other.exchange.answer(other.callId(), caller, "browser");
      return other.visits.answered.get(0).opens();
    }
  }

  @Test
  void theOfficeSeesWhatIsForNobodyOrForTheManager() throws Exception {
    house.rings("99");
    assertThat(house.exchange.of(OFFICE)).hasSize(1);
    assertThat(house.exchange.of(ANNA)).isEmpty();
    house.exchange.closed(House.VISIT);
    house.notifier.deliver(House.notice("4", false, Audience.MANAGER));
    assertThat(house.exchange.of(OFFICE)).hasSize(1);
    assertThat(house.exchange.of(ANNA)).isEmpty();
  }

  @Test
  void dangerIsSeenByEverybodyAndNothingByWhoeverMayNotAnswer() throws Exception {
    house.notifier.deliver(House.notice("4", true, Audience.EVERYBODY));
    assertThat(house.exchange.of(BERT)).hasSize(1);
    assertThat(house.exchange.of(OFFICE)).hasSize(1);
    Caller auditor = House.caller("audit", Role.AUDITOR, Optional.of(new PersonId("bert")));
    assertThat(house.exchange.of(auditor)).isEmpty();
  }

  @Test
  void aPageThatAnswersFirstStopsThePhones() throws Exception {
    house.rings("4");
    Conversation held = house.exchange.answer(house.callId(), ANNA, "browser");
    assertThat(house.agent.last("annas").elsewhere()).isTrue();
    assertThat(house.visits.answered.get(0).by()).isEqualTo("anna");
    assertThat(house.last().after().by()).contains("browser");
    assertThat(house.exchange.of(ANNA)).as("it is held by her").hasSize(1);
    house.agent.last("annas").answers("sdp");
    assertThat(house.agent.last("annas").said).containsExactly("CANCEL", "BYE");
    held.close();
    assertThat(house.ends()).containsExactly("hung-up");
    assertThat(house.exchange.of(ANNA)).isEmpty();
  }

  @Test
  void aPageThatIsTooLateIsToldWhy() throws Exception {
    house.rings("4");
    String call = house.callId();
    house.agent.last("annas").answers("sdp");
    refused("call-answered", () -> house.exchange.answer(call, ANNA, "browser"));
    assertThat(house.exchange.of(ANNA)).as("her phone holds it, and no page").isEmpty();
    house.exchange.closed(House.VISIT);
    refused("call-over", () -> house.exchange.answer(call, ANNA, "browser"));
    refused("unknown-call", () -> house.exchange.answer("c-0", ANNA, "browser"));
  }

  @Test
  void aPageThatHandsTheVisitorOverEndsItSo() throws Exception {
    house.rings("4");
    house.exchange.answer(house.callId(), ANNA, "browser").leave(Farewell.PARCEL_ROOM);
    assertThat(house.ends()).containsExactly("handed-over");
  }

  @Test
  void whoeverDeclinesIsNotRungAnyMoreNeitherByPhoneNorByPage() throws Exception {
    house.agent.phone("berts", "bert", true, "4");
    house.rings("4");
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    house.exchange.decline(house.callId(), ANNA);
    assertThat(house.agent.last("annas").phase()).isEqualTo(Phase.CANCELLED);
    assertThat(house.agent.last("berts").phase()).isEqualTo(Phase.INVITED);
    assertThat(house.exchange.of(ANNA)).isEmpty();
    assertThat(house.ends()).isEmpty();
  }

  @Test
  void whoeverDeclinedIsNotRungInALaterStepEither() throws Exception {
    house.inTurn(10, "hall", "annas");
    house.rings("");
    house.exchange.decline(house.callId(), ANNA);
    house.ticks.pass(Duration.ofSeconds(10));
    assertThat(house.agent.count("annas")).isZero();
  }

  @Test
  void whenTheLastOneDeclinesNobodyAnswered() throws Exception {
    house.rings("4");
    house.exchange.of(ANNA);
    house.exchange.decline(house.callId(), ANNA);
    assertThat(house.ends()).containsExactly("nobody-answered");
  }

  @Test
  void whenAllPhonesSaidNoAPageThatRingsMayStillAnswer() throws Exception {
    house.rings("4");
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    house.agent.last("annas").ends(Why.BUSY);
    assertThat(house.ends()).isEmpty();
    house.exchange.answer(house.callId(), ANNA, "browser");
    assertThat(house.visits.answered).hasSize(1);
  }

  @Test
  void aHouseWithoutPhonesRingsItsPages() throws Exception {
    house.around.agent = null;
    assertThat(house.rings("4")).isEqualTo("no phone can be reached; pages ring");
    house.exchange.answer(house.callId(), ANNA, "browser");
    assertThat(house.topics()).containsExactly("call/rang", "call/answered");
  }

  @Test
  void quietHidesWhatRingsUnlessItIsUrgent() throws Exception {
    house.rings("4");
    house.exchange.quiet(ANNA, Duration.ofHours(2));
    assertThat(house.exchange.of(ANNA)).isEmpty();
    assertThat(house.exchange.quietUntil(ANNA)).isPresent();
    house.notifier.deliver(House.notice("4", true, Audience.RESIDENTS));
    assertThat(house.exchange.of(ANNA)).hasSize(1);
    house.exchange.quiet(ANNA, Duration.ZERO);
    assertThat(house.exchange.quietUntil(ANNA)).isEmpty();
  }

  @Test
  void aQuietTimeOutlivesARestart() throws Exception {
    house.exchange.quiet(ANNA, Duration.ofHours(2));
    QuietTimes restarted = new QuietTimes(house.around, house.ticks);
    assertThat(restarted.until(new PersonId("anna"))).isPresent();
    house.ticks.pass(Duration.ofHours(2));
    assertThat(restarted.until(new PersonId("anna"))).isEmpty();
  }

  @Test
  void impossibleQuietTimesAreRefusedAndADiskThatIsFullChangesNothing() {
    refused("quiet-invalid", () -> house.exchange.quiet(ANNA, Duration.ofHours(25)));
    refused("quiet-invalid", () -> house.exchange.quiet(ANNA, Duration.ofSeconds(-1)));
    refused("nobody", () -> house.exchange.quiet(OFFICE, Duration.ofHours(1)));
    refused("nobody", () -> house.exchange.quiet(House.resident("gone"), Duration.ofHours(1)));
    house.shelves.full = true;
    refused("storage-full", () -> house.exchange.quiet(ANNA, Duration.ofHours(1)));
    assertThat(house.exchange.quietUntil(ANNA)).isEmpty();
  }

  @Test
  void withALockedVaultEverybodyRings() throws Exception {
    house.shelves.locked = true;
    assertThat(house.rings("4")).isEqualTo("1 phone rings");
  }

  private static void refused(String code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
