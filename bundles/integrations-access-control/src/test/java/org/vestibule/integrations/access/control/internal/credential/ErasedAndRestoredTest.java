// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/** A backup from before an erasure gives nobody a card who is enrolled later under the same id. */
class ErasedAndRestoredTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final String NETBOX = "netbox-main";
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

  private PaperHouse house;
  private PersonId ada;
  private PersonId ben;
  private CardDesk desk;

  @BeforeEach
  void open() throws Exception {
    house = new PaperHouse();
    ada = house.move("ada", "Ada Brandt", "1A");
    ben = house.move("ben", "Ben Okafor", "2B");
    start();
  }

  private void start() throws VestibuleException {
    desk =
        new CardDesk(
            house.surroundings(), new CardFormats(), Clock.fixed(NOW, ZoneOffset.UTC), () -> 0);
    desk.configure(CardsSettings.of(Map.of("panels", "front-door=main")));
    desk.follow(false);
  }

  private static Assignment of(String source, PersonId person, long number) {
    return new Assignment(person, "main", new Card("h10301", 42, number), source, Optional.empty());
  }

  private Map<String, byte[]> backupWithAda() throws VestibuleException {
    desk.assign(of(Credentials.BY_HAND, ada, 1));
    desk.assign(of(Credentials.BY_HAND, ben, 2));
    return new TreeMap<>(house.disk);
  }

  private void erase(PersonId person) throws VestibuleException {
    house.people.remove(person);
    desk.erase(person);
    desk.follow(true);
  }

  private void nothingOfAda() throws VestibuleException {
    house.move("ada", "Ada Lind", "3C");
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.of(ada)).isEmpty();
    assertThat(desk.holds(ada)).isFalse();
    start();
    assertThat(desk.of(ada)).isEmpty();
    desk.assign(of(Credentials.BY_HAND, ada, 9));
    assertThat(desk.of(ada)).hasSize(1);
  }

  @Test
  void whoeverIsEnrolledAnewUnderTheSameIdHasNothingOfTheOldOne() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    house.restore(backup);
    desk.follow(true);
    assertThat(desk.holds(ada)).isFalse();
    assertThat(desk.card(ben, FRONT)).isPresent();
    assertThat(house.audit).last().asString().isEqualTo("cards-of-nobody-removed {people=1}");
    nothingOfAda();
    assertThat(desk.of(ben)).hasSize(1);
  }

  @Test
  void aBackupThatIsRestoredWhileTheVaultIsLockedIsSweptWhenItOpens() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    house.open = false;
    desk.follow(true);
    house.restore(backup);
    house.open = true;
    desk.follow(false);
    assertThat(desk.holds(ada)).isFalse();
    nothingOfAda();
  }

  @Test
  void aSecondRestoreIsSweptAsTheFirst() throws Exception {
    Map<String, byte[]> first = backupWithAda();
    desk.assign(new Assignment(ben, "any", new Card("h10301", 1, 7), "manual", Optional.empty()));
    Map<String, byte[]> second = new TreeMap<>(house.disk);
    erase(ada);
    for (Map<String, byte[]> backup : List.of(first, second, first, second)) {
      house.restore(backup);
      desk.follow(true);
      assertThat(desk.holds(ada)).isFalse();
    }
  }

  @Test
  void nothingIsRemovedWhileTheDirectoryIsReadAndNothingOfWhoeverItKnows() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    house.people.clear();
    house.halfRead = true;
    house.restore(backup);
    desk.follow(true);
    assertThat(house.disk).hasSameSizeAs(backup);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    house.move("ben", "Ben Okafor", "2B");
    house.suspended.add(ben);
    desk.follow(true);
    assertThat(house.disk).hasSameSizeAs(backup);
    house.halfRead = false;
    desk.follow(false);
    assertThat(desk.holds(ada)).isFalse();
    assertThat(desk.of(ben)).hasSize(1);
    nothingOfAda();
  }

  @Test
  void aHouseOfNobodyKeepsItsCardsAndGivesThemToNobody() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    erase(ben);
    house.restore(backup);
    desk.follow(true);
    assertThat(house.disk).hasSameSizeAs(backup);
    assertThat(desk.of(ada)).isEmpty();
    nothingOfAda();
    assertThat(desk.holds(ben)).isFalse();
  }

  @Test
  void inAHouseOfNobodyTheFirstWhoIsEnrolledCanBeGivenACardAtOnce() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    erase(ben);
    house.restore(backup);
    desk.follow(true);
    house.move("ada", "Ada Lind", "3C");
    assertThat(desk.card(ada, FRONT)).isEmpty();
    desk.assign(of(Credentials.BY_HAND, ada, 2));
    desk.follow(true);
    assertThat(desk.card(ada, FRONT)).contains(new Card("h10301", 42, 2));
    assertThat(desk.holds(ben)).isFalse();
  }

  @Test
  void whatAHeadEndToldStaysSignedWithoutThem() throws Exception {
    Instant until = NOW.plusSeconds(3600);
    desk.replace(NETBOX, List.of(of(NETBOX, ada, 5), of(NETBOX, ben, 6)), until);
    Map<String, byte[]> backup = new TreeMap<>(house.disk);
    erase(ada);
    house.restore(backup);
    desk.follow(true);
    nothingOfAda();
    assertThat(desk.card(ben, FRONT)).contains(new Card("h10301", 42, 6));
    assertThat(desk.memory().orElseThrow().refused()).isEmpty();
  }

  @Test
  void whatCannotBeAuditedIsRemovedOnceItCan() throws Exception {
    Map<String, byte[]> backup = backupWithAda();
    erase(ada);
    house.restore(backup);
    house.auditBroken = true;
    assertThatThrownBy(() -> desk.follow(true)).isInstanceOf(VestibuleException.class);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(desk.card(ben, FRONT)).isPresent();
    house.auditBroken = false;
    desk.follow(false);
    assertThat(desk.holds(ada)).isFalse();
    nothingOfAda();
  }
}
