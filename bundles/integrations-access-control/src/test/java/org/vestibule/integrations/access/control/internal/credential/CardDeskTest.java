// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.credential.Credentials.Changes;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

class CardDeskTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final DoorId SHED = new DoorId("shed");
  private static final String NETBOX = "netbox-main";
  private static final int NUMBER = 54321;

  private PaperHouse house;
  private PersonId ada;
  private PersonId ben;
  private CardDesk desk;
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private long nanos;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void open() throws Exception {
    house = new PaperHouse();
    ada = house.move("ada", "Ada Brandt", "1A");
    ben = house.move("ben", "Ben Okafor", "2B");
    start();
  }

  private void start() throws VestibuleException {
    desk = new CardDesk(house.surroundings(), new CardFormats(), clock, () -> nanos);
    desk.configure(
        CardsSettings.of(
            Map.of("panels", "front-door=main, garage=garage", "formats", "main=h10301")));
    desk.follow(false);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private static Card card(long number) {
    return new Card("h10301", 42, number);
  }

  private static Assignment by(String source, PersonId person, String panel, long number) {
    return new Assignment(person, panel, card(number), source, Optional.empty());
  }

  private static Assignment hand(PersonId person, String panel, long number) {
    return by(Credentials.BY_HAND, person, panel, number);
  }

  private void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageNotContaining(Integer.toString(NUMBER));
  }

  private Status status() {
    return CardsStatus.of(desk, house.open, null, null);
  }

  @Test
  void nobodyHasACardBeforeOneIsAssigned() {
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(1))).isEmpty();
    assertThat(desk.book().bits(ada, FRONT)).isEmpty();
    assertThat(desk.holders()).isZero();
  }

  @Test
  void aCardCountsAtTheDoorsOfItsPanelAndSurvivesARestart() throws Exception {
    desk.assign(hand(ada, "main", NUMBER));
    start();
    assertThat(desk.card(ada, FRONT)).contains(card(NUMBER));
    assertThat(desk.card(ada, SHED)).isEmpty();
    assertThat(desk.card(ada, new DoorId("garage"))).isEmpty();
    CardBits bits = desk.book().bits(ada, FRONT).orElseThrow();
    assertThat(desk.book().holder(FRONT, bits)).contains(ada);
    assertThat(desk.book().holder(SHED, bits)).isEmpty();
    assertThat(house.audit).hasSize(1);
    assertThat(house.audit.get(0)).startsWith("card-assigned").doesNotContain("" + NUMBER);
    assertThat(status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aCardForAnyPanelCountsWhereThereIsNoneOfTheirOwn() throws Exception {
    desk.assign(hand(ada, Credentials.ANY_PANEL, 7));
    assertThat(desk.card(ada, FRONT)).contains(card(7));
    assertThat(desk.card(ada, SHED)).contains(card(7));
    desk.assign(hand(ada, "main", 8));
    assertThat(desk.card(ada, FRONT)).contains(card(8));
    assertThat(desk.holder(FRONT, card(7))).contains(ada);
  }

  @Test
  void anothersCardIsRefusedWhereverItWouldCountAndNothingIsWritten() throws Exception {
    desk.assign(hand(ada, "main", NUMBER));
    Map<String, byte[]> before = new TreeMap<>(house.disk);
    refused(() -> desk.assign(hand(ben, "main", NUMBER)), "card-taken");
    refused(() -> desk.assign(hand(ben, Credentials.ANY_PANEL, NUMBER)), "card-taken");
    assertThat(house.disk).isEqualTo(before);
    desk.assign(hand(ben, "garage", NUMBER));
  }

  @Test
  void whatCannotBeACardIsRefusedByName() {
    Card other = new Card("h10304", 1, 1);
    Card unknown = new Card("h1", 1, NUMBER);
    refused(() -> desk.assign(hand(new PersonId("eve"), "main", NUMBER)), "unknown-person");
    refused(() -> desk.assign(hand(ada, "main", 65_536)), "card-invalid");
    refused(() -> desk.assign(hand(ada, "Main", NUMBER)), "panel-invalid");
    refused(() -> desk.assign(hand(ada, "mian", NUMBER)), "panel-invalid");
    refused(() -> desk.assign(given(other, "main")), "card-invalid");
    refused(() -> desk.assign(given(unknown, "any")), "card-invalid");
    refused(() -> desk.assign(by("unheard", ada, "main", NUMBER)), "card-invalid");
    assertThat(house.disk).isEmpty();
    assertThat(house.audit).isEmpty();
  }

  private Assignment given(Card card, String panel) {
    return new Assignment(ada, panel, card, Credentials.BY_HAND, Optional.empty());
  }

  @Test
  void whatCannotBeAuditedOrWrittenDoesNotCount() throws Exception {
    house.auditBroken = true;
    refused(() -> desk.assign(hand(ada, "main", NUMBER)), "audit-unwritable");
    house.auditBroken = false;
    house.diskFull = true;
    refused(() -> desk.assign(hand(ada, "main", NUMBER)), "storage-full");
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(house.disk).isEmpty();
  }

  @Test
  void aLockedVaultTakesTheCardsOutOfMemory() throws Exception {
    desk.assign(hand(ada, "main", NUMBER));
    house.open = false;
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(NUMBER))).isEmpty();
    refused(() -> desk.assign(hand(ada, "main", 1)), "vault-locked");
    refused(() -> desk.erase(ada), "vault-locked");
    assertThat(status().sentence()).contains("open the vault");
    house.open = true;
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).contains(card(NUMBER));
  }

  @Test
  void whoeverIsSuspendedHasNoCardUntilTheyComeBack() throws Exception {
    desk.assign(hand(ada, "main", NUMBER));
    // The directory still knows whoever moved out.
    house.suspended.add(ada);
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(NUMBER))).isEmpty();
    assertThat(desk.holders()).isZero();
    refused(() -> desk.assign(hand(ben, "main", NUMBER)), "card-taken");
    house.suspended.clear();
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).isPresent();
  }

  @Test
  void erasureLeavesNothingOfAPersonAndTheirCardIsFree() throws Exception {
    desk.assign(hand(ada, "main", NUMBER));
    desk.replace(
        NETBOX, List.of(by(NETBOX, ada, "garage", 9), by(NETBOX, ben, "main", 8)), later());
    assertThat(desk.holds(ada)).isTrue();
    assertThat(desk.erase(ada)).isEqualTo(2);
    assertThat(desk.erase(ada)).isZero();
    assertThat(desk.holds(ada)).isFalse();
    desk.assign(hand(ben, "garage", NUMBER));
    start();
    assertThat(desk.of(ada)).isEmpty();
    assertThat(desk.card(ben, FRONT)).contains(card(8));
    assertThat(status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aCardEndsAtItsTime() throws Exception {
    desk.assign(
        new Assignment(
            ada, "main", card(5), Credentials.BY_HAND, Optional.of(now.plusSeconds(60))));
    pass(Duration.ofSeconds(59));
    assertThat(desk.card(ada, FRONT)).isPresent();
    pass(Duration.ofSeconds(1));
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(5))).isEmpty();
    desk.assign(hand(ben, "main", 5));
    assertThat(desk.holder(FRONT, card(5))).contains(ben);
  }

  @Test
  void cardsAreTakenAwayForOnePanelOrAll() throws Exception {
    desk.assign(hand(ada, "main", 1));
    desk.assign(hand(ada, "garage", 2));
    desk.assign(hand(ada, "any", 3));
    assertThat(desk.withdraw(ada, Optional.of("garage"))).isEqualTo(1);
    assertThat(desk.withdraw(ada, Optional.of("garage"))).isZero();
    assertThat(desk.withdraw(ada, Optional.empty())).isEqualTo(2);
    start();
    assertThat(desk.of(ada)).isEmpty();
    assertThat(house.audit).hasSize(5);
  }

  private Instant later() {
    return now.plus(Duration.ofHours(8));
  }

  @Test
  void whatAHeadEndToldCountsWithoutItUntilItsTimeAlsoAfterARestart() throws Exception {
    List<Assignment> told = List.of(by(NETBOX, ada, "main", 1), by(NETBOX, ben, "main", 2));
    assertThat(desk.replace(NETBOX, told, later())).isEqualTo(new Changes(2, 0, 0, 0));
    start();
    pass(Duration.ofHours(8).minusSeconds(1));
    assertThat(desk.card(ada, FRONT)).contains(card(1));
    pass(Duration.ofSeconds(1));
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(2))).isEmpty();
    assertThat(status().sentence()).contains(NETBOX, "not heard");
    assertThat(desk.replace(NETBOX, told, later())).isEqualTo(new Changes(0, 0, 0, 2));
    assertThat(desk.card(ada, FRONT)).contains(card(1));
    assertThat(house.audit).hasSize(1);
  }

  @Test
  void aWallClockThatIsSetBackDoesNotLengthenWhatAHeadEndTold() throws Exception {
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1)), later());
    now = now.minus(Duration.ofDays(300));
    nanos += Duration.ofHours(9).toNanos();
    assertThat(desk.card(ada, FRONT)).isEmpty();
  }

  @Test
  void whatAHeadEndDoesNotNameAnyMoreEndsAtOnce() throws Exception {
    desk.assign(hand(ben, "main", 3));
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1), by(NETBOX, ben, "main", 2)), later());
    assertThat(desk.card(ben, FRONT)).as("by hand goes first").contains(card(3));
    assertThat(desk.replace(NETBOX, List.of(by(NETBOX, ben, "main", 1)), later()))
        .isEqualTo(new Changes(0, 1, 1, 0));
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.holder(FRONT, card(1))).contains(ben);
    assertThat(desk.holder(FRONT, card(2))).isEmpty();
    assertThat(desk.holder(FRONT, card(3))).contains(ben);
  }

  @Test
  void twoPeopleMaySwapCardsInOneTelling() throws Exception {
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1), by(NETBOX, ben, "main", 2)), later());
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 2), by(NETBOX, ben, "main", 1)), later());
    assertThat(desk.holder(FRONT, card(1))).contains(ben);
    assertThat(desk.holder(FRONT, card(2))).contains(ada);
    refused(
        () ->
            desk.replace(
                NETBOX, List.of(by(NETBOX, ada, "main", 9), by(NETBOX, ben, "main", 9)), later()),
        "card-taken");
    refused(() -> desk.replace("manual", List.of(), later()), "card-invalid");
    refused(() -> desk.replace(NETBOX, List.of(hand(ada, "main", 1)), later()), "card-invalid");
    start();
    assertThat(desk.holder(FRONT, card(1))).contains(ben);
  }

  @Test
  void aChangedCopyOfAHeadEndIsNotBelievedUntilItTellsAgain() throws Exception {
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1)), later());
    desk.assign(hand(ben, "main", 2));
    house.disk.replaceAll(
        (key, value) ->
            new String(value, StandardCharsets.UTF_8)
                .replace("\"number\":1,", "\"number\":6,")
                .getBytes(StandardCharsets.UTF_8));
    start();
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.card(ben, FRONT)).contains(card(2));
    assertThat(status().sentence()).contains(NETBOX, "it was changed");
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1)), later());
    start();
    assertThat(desk.card(ada, FRONT)).contains(card(1));
    assertThat(status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void anOlderCopyOfAHeadEndIsNotBelieved() throws Exception {
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1)), later());
    Map<String, byte[]> older = new TreeMap<>(house.disk);
    desk.replace(NETBOX, List.of(), later());
    older.forEach(
        (key, value) ->
            house.disk.computeIfPresent(key, (k, v) -> k.equals("counters") ? v : value));
    start();
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(status().sentence()).contains("older copy");
    house.disk.keySet().removeIf(key -> key.startsWith("s-"));
    start();
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(status().sentence()).contains("signature is not there");
  }

  @Test
  void aSignatureOfAnotherHouseIsNotBelieved() throws Exception {
    desk.replace(NETBOX, List.of(by(NETBOX, ada, "main", 1)), later());
    PaperHouse other = new PaperHouse();
    other.disk.putAll(house.disk);
    other.people.putAll(house.people);
    house = other;
    start();
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(status().sentence()).contains("it was changed");
  }

  @Test
  void oneValueThatDoesNotOpenCostsNobodyElseTheirCard() throws Exception {
    desk.assign(hand(ada, "main", 1));
    String adas = house.disk.headMap("q").tailMap("p").firstKey();
    desk.assign(hand(ben, "main", 2));
    house.disk.put(adas, new byte[0]);
    start();
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.card(ben, FRONT)).contains(card(2));
    assertThat(status().sentence()).contains("1 values of cards do not open");
  }

  @Test
  void anotherContentOfTheDiskIsReadWhenPeopleChange() throws Exception {
    desk.assign(hand(ada, "main", 1));
    Map<String, byte[]> backup = new TreeMap<>(house.disk);
    desk.assign(hand(ada, "main", 2));
    house.disk.putAll(backup);
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).contains(card(1));
  }
}
