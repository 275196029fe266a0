// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;

/** A disk that takes no more, and one that fails in the worst moment. */
class FullDiskTest {
  @TempDir Path data;
  private OutboxHouse house;
  private OutboxCursor cursor;

  @BeforeEach
  void start() throws Exception {
    house = new OutboxHouse(data).start();
    cursor = house.open("mqtt");
    house.alarms(0, 3);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private void untilTrouble() {
    OutboxHouse.await(() -> house.stored.stock().trouble() != null);
  }

  @Test
  void onAFullDiskNothingIsHalfWrittenAndItGoesOnByItselfWithoutALoss() throws Exception {
    long before = house.bytes();
    house.disk.room = 100;
    house.stored.on(OutboxHouse.alarm("front", 3));
    house.stored.on(OutboxHouse.alarm("front", 4));
    untilTrouble();
    assertThat(house.stored.status().cause().name()).isEqualTo("STORAGE");
    assertThat(house.stored.status().sentence()).contains("no room on the disk");
    assertThat(house.bytes()).isEqualTo(before);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 3))).containsExactly(0, 1, 2);
    house.disk.room = Long.MAX_VALUE;
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 2))).containsExactly(3, 4);
    OutboxHouse.await(() -> house.stored.status().state().name().equals("READY"));
    assertThat(cursor.depth().lost()).isZero();
  }

  @Test
  void theReserveOfTheDiskIsLeftToWhatMustNeverFail() throws Exception {
    house.reserve(Long.MAX_VALUE / 2);
    house.stored.on(OutboxHouse.alarm("front", 3));
    untilTrouble();
    assertThat(house.stored.status().sentence()).contains("no room on the disk");
    house.reserve(0);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 4))).endsWith(3);
  }

  @Test
  void whatWasNotForcedIsNotReturnedNorIsItsPlaceTakenTwice() throws Exception {
    house.disk.brokenForce = true;
    house.disk.brokenCut = true;
    house.stored.on(OutboxHouse.alarm("front", 3));
    untilTrouble();
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 3))).containsExactly(0, 1, 2);
    house.disk.brokenForce = false;
    house.disk.brokenCut = false;
    house.stored.on(OutboxHouse.alarm("front", 4));
    List<OutboxEntry> read = OutboxHouse.read(cursor, 2);
    assertThat(OutboxHouse.numbers(read)).containsExactly(3, 4);
    // The torn first attempt lies on the disk still: after a restart it is not told beside it.
    house.restart();
    List<OutboxEntry> again = OutboxHouse.read(house.open("mqtt"), 5);
    assertThat(OutboxHouse.numbers(again)).containsExactly(0, 1, 2, 3, 4);
    assertThat(again.subList(3, 5))
        .extracting(OutboxEntry::id)
        .isEqualTo(read.stream().map(OutboxEntry::id).toList());
    assertThat(house.files(".broken")).isEmpty();
  }

  @Test
  void aMessageThatCannotBeKeptAsADeadLetterIsNotGivenUp() throws Exception {
    OutboxEntry first = OutboxHouse.read(cursor, 3).get(0);
    house.disk.room = 0;
    assertThatThrownBy(() -> cursor.giveUp(first, "refused"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("storage-full"));
    assertThat(cursor.depth().waiting()).isEqualTo(3);
    assertThat(cursor.depth().dead()).isZero();
    house.disk.room = Long.MAX_VALUE;
    cursor.giveUp(first, "refused");
    assertThat(cursor.depth().waiting()).isEqualTo(2);
    assertThat(cursor.depth().dead()).isEqualTo(1);
  }

  @Test
  void aFullDiskKeepsNobodyFromConfirmingAndWhatIsConfirmedMakesRoom() throws Exception {
    OutboxHouse.read(cursor, 3).forEach(cursor::confirm);
    house.disk.room = 0;
    house.clock.pass(java.time.Duration.ofMinutes(1));
    house.done(() -> house.stored.stock().log.segments().isEmpty());
    assertThat(house.files(".log")).isEmpty();
    assertThat(Files.exists(house.folder)).isTrue();
  }
}
