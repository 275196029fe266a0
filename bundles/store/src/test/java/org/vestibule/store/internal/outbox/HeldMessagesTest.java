// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/** Whoever is erased is in no message that waits. */
class HeldMessagesTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final PersonId BEN = new PersonId("ben");

  @TempDir Path data;
  private OutboxHouse house;
  private PersonalDataHolder held;

  @BeforeEach
  void start() {
    house = new OutboxHouse(data).start();
    held = house.stored.held();
    house.person("ada", "Ada Lovelace");
    house.person("ben", "Ben Ada");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private void happens() {
    house.stored.on(OutboxHouse.ordered("ada"));
    house.stored.on(OutboxHouse.closed("Ada Lovelace", "ada"));
    house.stored.on(OutboxHouse.closed("Ben Ada", "ben"));
    house.stored.on(OutboxHouse.alarm("front", 7));
    house.settled();
  }

  /** The directory has dropped whoever is erased when holders are asked. */
  private int erase(PersonId person) throws VestibuleException {
    house.people.removeIf(each -> each.id().equals(person));
    return held.erase(person);
  }

  @Test
  void anErasedPersonIsInNoFileNoMemoryAndNoMessageAndTheMessagesStay() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    List<OutboxEntry> before = OutboxHouse.read(cursor, 4);
    assertThat(held.holds(ADA)).isTrue();
    assertThat(erase(ADA)).isEqualTo(2);
    assertThat(held.holds(ADA)).isFalse();
    assertThat(held.holds(BEN)).isTrue();
    cursor.rewind();
    check(before, OutboxHouse.read(cursor, 4));
    house.restart();
    check(before, OutboxHouse.read(house.open("mqtt"), 4));
    assertThat(house.stored.held().holds(ADA)).isFalse();
    assertThat(house.stored.held().erase(ADA)).isZero();
  }

  @Test
  void whoeverHoldsWhatWasReadBeforeIsToldToReadItAnew() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    List<OutboxEntry> before = OutboxHouse.read(cursor, 4);
    assertThat(cursor.outdated()).isFalse();

    erase(ADA);

    assertThat(cursor.outdated()).isTrue();
    cursor.close();
    try (OutboxCursor anew = house.open("mqtt")) {
      assertThat(anew.outdated()).isFalse();
      check(before, OutboxHouse.read(anew, 4));
    }
  }

  @Test
  void whatIsGivenUpWhileSomebodyIsErasedDoesNotBringThemBack() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    OutboxEntry entry = OutboxHouse.read(cursor, 2).get(1);
    ReentrantLock turn = house.stored.stock().turn;
    Thread sink =
        new Thread(
            () -> {
              try {
                cursor.giveUp(entry, "refused");
              } catch (VestibuleException e) {
                throw new IllegalStateException(e);
              }
            });
    turn.lock();
    try {
      sink.start();
      OutboxHouse.await(() -> turn.hasQueuedThread(sink));
      erase(ADA);
    } finally {
      turn.unlock();
    }
    sink.join();
    assertThat(house.stored.outbox().deadLetters("mqtt"))
        .singleElement()
        .satisfies(each -> assertThat(OutboxHouse.text(each.entry())).doesNotContain("Lovelace"));
  }

  private static void check(List<OutboxEntry> before, List<OutboxEntry> after) {
    assertThat(after)
        .extracting(OutboxEntry::id)
        .isEqualTo(before.stream().map(OutboxEntry::id).toList());
    assertThat(OutboxHouse.text(after.get(0))).doesNotContainPattern("\\bada\\b").contains("o-1");
    assertThat(OutboxHouse.text(after.get(1)))
        .doesNotContain("Lovelace")
        .doesNotContain("3B")
        .doesNotContain("claimedName")
        .contains("\"person\":\"erased\"")
        .contains("The face is that of somebody who was erased.");
    assertThat(OutboxHouse.text(after.get(2))).contains("\"claimedName\":\"Ben Ada\"");
    assertThat(after.get(3).data()).isEqualTo(before.get(3).data());
  }

  @Test
  void aNameOfWhichNobodyCouldSayWhoseItIsGoesWithAnybody() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.people.clear();
    house.stored.on(OutboxHouse.closed("Cem Demir", "cem"));
    house.settled();
    assertThat(erase(ADA)).isEqualTo(1);
    assertThat(OutboxHouse.text(OutboxHouse.read(cursor, 1).get(0)))
        .doesNotContain("Demir")
        .contains("\"person\":\"cem\"");
  }

  @Test
  void theOldBytesOfASegmentAreOverwritten() throws Exception {
    house.open("mqtt");
    happens();
    Path file = house.files(".log").get(0);
    Path other = Files.createLink(house.data.resolve("snapshot"), file);
    byte[] before = Files.readAllBytes(other);
    erase(ADA);
    assertThat(Files.readAllBytes(other)).hasSize(before.length).containsOnly(0);
  }

  @Test
  void deadLettersAndThoseThatAreTriedAgainAreCleanedToo() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    List<OutboxEntry> read = OutboxHouse.read(cursor, 4);
    for (OutboxEntry each : read) {
      cursor.giveUp(each, "refused");
    }
    house.stored.outbox().replay("mqtt", read.get(0).id());
    house.clock.pass(Duration.ofMinutes(1));
    OutboxHouse.await(() -> house.stored.stock().log.segments().isEmpty());
    assertThat(held.holds(ADA)).isTrue();
    assertThat(erase(ADA)).isEqualTo(2);
    assertThat(held.holds(ADA)).isFalse();
    assertThat(OutboxHouse.text(OutboxHouse.read(cursor, 1).get(0))).doesNotContain("\"ada\"");
    assertThat(house.stored.outbox().deadLetters("mqtt"))
        .allSatisfy(each -> assertThat(OutboxHouse.text(each.entry())).doesNotContain("Lovelace"));
  }

  @Test
  void lettersOfASinkThatNobodyRemembersAreCleanedToo() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    cursor.giveUp(OutboxHouse.read(cursor, 1).get(0), "refused");
    house.stored.close();
    Files.delete(house.folder.resolve("sinks.json"));
    house.start();
    OutboxHouse.await(() -> house.stored.stock().recovered());
    assertThat(house.stored.held().erase(ADA)).isEqualTo(3);
    assertThat(house.stored.held().holds(ADA)).isFalse();
  }

  @Test
  void whileTheVaultIsLockedAnErasureIsNotFinishedAndIsWhenItOpens() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    house.lock();
    house.stored.on(OutboxHouse.ordered("ada"));
    assertThatThrownBy(() -> erase(ADA))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("vault-locked"));
    assertThat(held.holds(ADA)).isTrue();
    assertThat(house.stored.stock().pending.all())
        .noneMatch(each -> OutboxHouse.text(each.entry()).contains("\"ada\""));
    house.unlock();
    assertThat(held.erase(ADA)).isEqualTo(2);
    assertThat(held.holds(ADA)).isFalse();
    assertThat(OutboxHouse.read(cursor, 5))
        .noneMatch(each -> OutboxHouse.text(each).contains("\"ada\""));
  }

  @Test
  void aDiskThatIsFullLeavesTheOldFileAndTheErasureOpen() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    house.disk.room = 200;
    assertThatThrownBy(() -> erase(ADA))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("storage-full"));
    assertThat(held.holds(ADA)).isTrue();
    assertThat(OutboxHouse.read(cursor, 4)).hasSize(4);
    house.disk.room = Long.MAX_VALUE;
    assertThat(held.erase(ADA)).isEqualTo(2);
    assertThat(held.holds(ADA)).isFalse();
  }

  @Test
  void aDiskThatWasFullLeavesNoHalfWrittenFileThatNamesAnybody() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    happens();
    List<OutboxEntry> read = OutboxHouse.read(cursor, 4);
    house.disk.room = 200;
    assertThatThrownBy(() -> cursor.giveUp(read.get(1), "refused"))
        .isInstanceOf(VestibuleException.class);
    house.disk.room = 200;
    assertThatThrownBy(() -> erase(ADA)).isInstanceOf(VestibuleException.class);
    house.stored.stock().turn.lock();
    try (Stream<Path> all = Files.walk(house.folder)) {
      assertThat(all.map(each -> each.getFileName().toString()))
          .noneMatch(each -> each.endsWith(".dead.new") || each.endsWith(".log.new"));
    } finally {
      house.stored.stock().turn.unlock();
    }
    house.disk.room = Long.MAX_VALUE;
    cursor.close();
    assertThat(house.stored.outbox().forget("mqtt")).isTrue();
  }

  @Test
  void aCopyHasWhatNamesThePersonAndNobodyElse() throws Exception {
    house.open("mqtt");
    happens();
    List<PersonalDataHolder.Item> items = held.copy(ADA);
    assertThat(items).hasSize(2);
    String visit = new String(items.get(1).content(), StandardCharsets.UTF_8);
    assertThat(visit).contains("Ada Lovelace").contains("\"person\":\"ada\"");
    assertThat(items.get(1).path()).matches("[0-9a-f]{8}-2\\.json");
    assertThat(held.copy(new PersonId("cem"))).isEmpty();
    assertThat(held.copy(BEN)).hasSize(1);
  }

  @Test
  void whereNothingWaitsALockedVaultKeepsNoErasureOpen() throws Exception {
    house.lock();
    assertThat(held.erase(ADA)).isZero();
    assertThat(held.holds(ADA)).isFalse();
  }
}
