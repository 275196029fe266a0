// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox.DeadLetter;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;

/** What a sink gives up, and what becomes of it. */
class DeadLetterTest {
  @TempDir Path data;
  private OutboxHouse house;
  private OutboxCursor cursor;
  private List<OutboxEntry> read;

  @BeforeEach
  void start() throws Exception {
    house = new OutboxHouse(data).start();
    cursor = house.open("mqtt");
    house.alarms(0, 3);
    read = OutboxHouse.read(cursor, 3);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private List<DeadLetter> letters() throws VestibuleException {
    return house.stored.outbox().deadLetters("mqtt");
  }

  @Test
  void whatIsGivenUpHoldsNothingUpAndSaysWhyAlsoAfterARestart() throws Exception {
    cursor.giveUp(read.get(1), "The broker refuses a message of this size");
    cursor.confirm(read.get(0));
    cursor.confirm(read.get(2));
    assertThat(cursor.depth().waiting()).isZero();
    house.restart();
    assertThat(letters()).hasSize(1);
    DeadLetter letter = letters().get(0);
    assertThat(letter.entry()).usingRecursiveComparison().isEqualTo(read.get(1));
    assertThat(letter.reason()).isEqualTo("The broker refuses a message of this size");
    assertThat(letter.at()).isEqualTo(OutboxHouse.NOW);
    assertThat(house.open("mqtt").depth().dead()).isEqualTo(1);
  }

  @Test
  void aReplayedOneComesFirstUnderItsFormerIdAndOnlyOnceItIsConfirmedNeverAgain() throws Exception {
    cursor.giveUp(read.get(1), "refused");
    String id = read.get(1).id();
    assertThat(house.stored.outbox().replay("mqtt", id)).isTrue();
    assertThat(house.stored.outbox().replay("mqtt", id)).isFalse();
    house.alarms(3, 4);
    List<OutboxEntry> again = cursor.next(1, Duration.ofSeconds(60));
    assertThat(again.get(0)).usingRecursiveComparison().isEqualTo(read.get(1));
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 1))).containsExactly(3);
    house.restart();
    cursor = house.open("mqtt");
    assertThat(cursor.depth().dead()).isZero();
    List<OutboxEntry> all = OutboxHouse.read(cursor, 4);
    assertThat(OutboxHouse.numbers(all)).containsExactly(1, 0, 2, 3);
    all.forEach(cursor::confirm);
    house.restart();
    assertThat(house.open("mqtt").depth().waiting()).isZero();
    assertThat(letters()).isEmpty();
  }

  @Test
  void aReplayedOneThatFailsAgainIsDeadAgainWithTheNewReason() throws Exception {
    cursor.giveUp(read.get(0), "refused");
    house.stored.outbox().replay("mqtt", read.get(0).id());
    OutboxEntry again = cursor.next(1, Duration.ofSeconds(60)).get(0);
    cursor.giveUp(again, "refused once more");
    assertThat(letters()).extracting(DeadLetter::reason).containsExactly("refused once more");
    assertThat(cursor.next(1, Duration.ZERO)).isEmpty();
  }

  @Test
  void oneThatWasDyingAgainWhenTheProcessEndedIsThereOnce() throws Exception {
    cursor.giveUp(read.get(0), "refused");
    Path dead = letterFile(".dead");
    byte[] sealed = Files.readAllBytes(dead);
    house.stored.outbox().replay("mqtt", read.get(0).id());
    house.stored.close();
    Files.write(dead, sealed);
    house.start();
    cursor = house.open("mqtt");
    read.subList(1, 3).forEach(cursor::confirm);
    assertThat(letters()).hasSize(1);
    assertThat(cursor.depth().waiting()).isZero();
    assertThat(cursor.next(1, Duration.ZERO)).isEmpty();
    assertThat(house.stored.outbox().replay("mqtt", read.get(0).id())).isTrue();
    cursor.confirm(cursor.next(1, Duration.ofSeconds(60)).get(0));
    house.restart();
    assertThat(letters()).isEmpty();
    assertThat(house.open("mqtt").depth().waiting()).isZero();
  }

  private Path letterFile(String ending) throws Exception {
    try (Stream<Path> all = Files.list(house.folder.resolve("dead/mqtt"))) {
      return all.filter(each -> each.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  @Test
  void aReplayWakesACursorThatWaits() throws Exception {
    cursor.giveUp(read.get(0), "refused");
    read.subList(1, 3).forEach(cursor::confirm);
    var waiting =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              try {
                return cursor.next(5, Duration.ofMinutes(5));
              } catch (VestibuleException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    house.stored.outbox().replay("mqtt", read.get(0).id());
    assertThat(OutboxHouse.numbers(waiting.get())).containsExactly(0);
  }

  @Test
  void theOldestGoesAtTheBoundAndIsCounted() throws Exception {
    house.stored.configure(Map.of("deadLetters", 2));
    for (OutboxEntry each : read) {
      cursor.giveUp(each, "refused");
    }
    assertThat(letters())
        .extracting(each -> each.entry().id())
        .containsExactly(read.get(1).id(), read.get(2).id());
    assertThat(cursor.depth().lost()).isEqualTo(1);
  }

  @Test
  void whatWasConfirmedCannotBeGivenUpAndWhatIsUnknownNeitherReplayedNorDiscarded()
      throws Exception {
    cursor.confirm(read.get(0));
    cursor.giveUp(read.get(0), "too late");
    assertThat(letters()).isEmpty();
    assertThat(house.stored.outbox().replay("mqtt", "0123abcd-7")).isFalse();
    assertThat(house.stored.outbox().discard("mqtt", "../../x")).isFalse();
    assertThat(house.stored.outbox().discard("nobody", "0123abcd-7")).isFalse();
    cursor.giveUp(read.get(1), "refused");
    assertThat(house.stored.outbox().discard("mqtt", read.get(1).id())).isTrue();
    assertThat(house.stored.outbox().discard("mqtt", read.get(1).id())).isFalse();
    assertThat(letters()).isEmpty();
  }

  @Test
  void withALockedVaultNothingIsGivenUpNorShown() throws Exception {
    cursor.giveUp(read.get(0), "refused");
    house.lock();
    assertThatThrownBy(this::letters)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("vault-locked"));
    assertThatThrownBy(() -> cursor.giveUp(read.get(1), "refused"))
        .isInstanceOf(VestibuleException.class);
    assertThatThrownBy(() -> house.stored.outbox().replay("mqtt", read.get(0).id()))
        .isInstanceOf(VestibuleException.class);
    house.unlock();
    assertThat(letters()).hasSize(1);
    assertThat(cursor.depth().waiting()).isEqualTo(2);
  }

  @Test
  void aLetterIsSealedAndOneThatIsBrokenIsPassedOver() throws Exception {
    cursor.giveUp(read.get(0), "refused");
    cursor.giveUp(read.get(1), "refused");
    Path folder = house.folder.resolve("dead/mqtt");
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    byte[] bytes = Files.readAllBytes(files.get(0));
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("refused");
    bytes[bytes.length - 1] ^= 1;
    Files.write(files.get(0), bytes);
    assertThat(letters()).extracting(each -> each.entry().id()).containsExactly(read.get(1).id());
  }
}
