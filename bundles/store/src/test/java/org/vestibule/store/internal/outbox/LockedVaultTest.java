// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.api.status.Status;
import org.vestibule.store.internal.Fuse;
import org.vestibule.store.internal.PaperVault;

/** What happens while nobody may read or write what means something to a person. */
class LockedVaultTest {
  @TempDir Path data;
  private OutboxHouse house;

  @BeforeEach
  void start() {
    house = new OutboxHouse(data).start();
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void whatHappensWhileItIsLockedIsWrittenWhenItOpensAndTheStatusSaysSo() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 2);
    house.lock();
    long before = house.bytes();
    house.stored.on(OutboxHouse.alarm("front", 2));
    house.stored.on(OutboxHouse.status(3));
    assertThat(house.stored.status().sentence()).contains("The vault is locked").contains("10");
    assertThatThrownBy(() -> cursor.next(10, Duration.ZERO))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("vault-locked"));
    assertThat(house.bytes()).isEqualTo(before);
    house.unlock();
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 4))).containsExactly(0, 1, 2, 3);
    assertThat(house.stored.status().state().name()).isEqualTo("READY");
  }

  @Test
  void atALockNothingThatWasOpenedStaysInMemory() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 2);
    assertThat(house.stored.stock().ring.from(1, 2).orElseThrow()).hasSize(2);
    house.lock();
    assertThat(house.stored.stock().ring.from(1, 2)).isEmpty();
    house.unlock();
    assertThat(OutboxHouse.read(cursor, 2)).hasSize(2);
  }

  @Test
  void aGatewayThatStartsLockedKeepsThePlaceOfEachSink() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 4);
    OutboxHouse.read(cursor, 4).subList(0, 1).forEach(cursor::confirm);
    house.vault.open(false);
    house.restart();
    OutboxCursor again = house.open("mqtt");
    house.stored.on(OutboxHouse.alarm("front", 4));
    assertThat(again.depth().waiting()).isEqualTo(3);
    house.unlock();
    List<OutboxEntry> read = OutboxHouse.read(again, 4);
    assertThat(OutboxHouse.numbers(read)).containsExactly(1, 2, 3, 4);
    assertThat(again.depth().lost()).isZero();
  }

  @Test
  void whatWaitsInMemoryIsBoundedAndDoorsGoLast() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.lock();
    for (int i = 0; i < 15_000; i++) {
      house.stored.on(OutboxHouse.status(i));
      house.stored.on(OutboxHouse.alarm("front", 20_000 + i));
    }
    Pending pending = house.stored.stock().pending;
    assertThat(pending.size()).isLessThanOrEqualTo(20_000);
    assertThat(pending.all().stream().filter(each -> each.entry().topic().startsWith("door/")))
        .hasSize(15_000);
    assertThat(cursor.depth().lost()).isEqualTo(30_000 - pending.size());
    for (int i = 15_000; i < 25_000; i++) {
      house.stored.on(OutboxHouse.alarm("front", 20_000 + i));
    }
    house.stored.on(OutboxHouse.status(99));
    assertThat(pending.size()).isLessThanOrEqualTo(20_000);
    house.unlock();
    List<Integer> read = OutboxHouse.numbers(OutboxHouse.read(cursor, 20_000));
    assertThat(read).startsWith(25_000).endsWith(44_999).isSorted();
    assertThat(cursor.depth().lost()).isEqualTo(30_000 + 10_001 - 20_000);
  }

  @Test
  void whatAnotherHouseSealedIsSetAsideCountedAndEndsNothing() throws Exception {
    house.open("mqtt");
    house.alarms(0, 3);
    house.stored.close();
    house.vault = new PaperVault(new Fuse());
    house.start();
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(3, 4);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 1))).containsExactly(3);
    assertThat(cursor.depth().lost()).isEqualTo(3);
    assertThat(house.files(".broken")).hasSize(1);
  }

  @Test
  void withTheWrongKeyFileNothingIsReadOrDestroyedAndWithTheRightOneAllIsThere() throws Exception {
    Path home = Files.createDirectories(data.resolve("one"));
    Path other = Files.createDirectories(data.resolve("two"));
    for (Path each : List.of(home, other)) {
      try (StoredOutbox stored = OutboxVictim.open(each)) {
        OutboxCursor cursor = stored.outbox().open("mqtt", OutboxWish.everything());
        stored.on(OutboxHouse.alarm("front", 5));
        assertThat(OutboxHouse.read(cursor, 1)).hasSize(1);
      }
    }
    Path keyFile = home.resolve("data.key");
    byte[] right = Files.readAllBytes(keyFile);
    Files.write(keyFile, Files.readAllBytes(other.resolve("data.key")));
    try (StoredOutbox stored = OutboxVictim.open(home)) {
      OutboxCursor cursor = stored.outbox().open("mqtt", OutboxWish.everything());
      assertThatThrownBy(() -> cursor.next(1, Duration.ZERO))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("vault-locked"));
      assertThat(stored.status().cause()).isEqualTo(Status.Cause.CREDENTIALS);
    }
    Files.write(keyFile, right);
    try (StoredOutbox stored = OutboxVictim.open(home)) {
      OutboxCursor cursor = stored.outbox().open("mqtt", OutboxWish.everything());
      assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 1))).containsExactly(5);
      assertThat(cursor.depth().lost()).isZero();
    }
  }
}
