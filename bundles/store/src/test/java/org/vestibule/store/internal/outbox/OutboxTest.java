// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.station.StationId;

/** What sinks get, in which order, and after what. */
class OutboxTest {
  private static final Duration NOT_AT_ALL = Duration.ZERO;

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

  private static List<Integer> range(int from, int until) {
    return IntStream.range(from, until).boxed().toList();
  }

  @Test
  void aSecondCursorOfTheSameSinkIsRefusedUntilTheFirstIsClosed() throws Exception {
    OutboxCursor first = house.open("mqtt");
    assertThatThrownBy(() -> house.open("mqtt"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("sink-busy"));
    first.close();
    assertThat(house.open("mqtt").next(1, NOT_AT_ALL)).isEmpty();
  }

  @Test
  void aNameThatIsNoIdentifierAndAsManyEntriesAsOneLikesAreRefused() throws Exception {
    assertThatThrownBy(() -> house.open("../mqtt")).isInstanceOf(IllegalArgumentException.class);
    OutboxCursor cursor = house.open("mqtt");
    assertThatThrownBy(() -> cursor.next(1001, NOT_AT_ALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cursor.next(0, NOT_AT_ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotConfirmedComesAgainAfterARestartInOrderAndUnderItsId() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 10);
    List<OutboxEntry> first = OutboxHouse.read(cursor, 10);
    first.subList(0, 3).forEach(cursor::confirm);
    cursor.confirm(first.get(5));
    house.restart();
    List<OutboxEntry> second = OutboxHouse.read(house.open("mqtt"), 6);
    assertThat(OutboxHouse.numbers(second)).containsExactly(3, 4, 6, 7, 8, 9);
    assertThat(second.get(0).id()).isEqualTo(first.get(3).id());
    assertThat(second.get(0)).usingRecursiveComparison().isEqualTo(first.get(3));
  }

  @Test
  void afterARewindOnlyWhatIsNotConfirmedComesAgain() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 6);
    List<OutboxEntry> read = OutboxHouse.read(cursor, 6);
    List.of(5, 0, 2).forEach(each -> cursor.confirm(read.get(each)));
    cursor.rewind();
    house.alarms(6, 7);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 4))).containsExactly(1, 3, 4, 6);
  }

  @Test
  void aSinkThatIsDeadDelaysNobodyAndKeepsItsPlace() throws Exception {
    OutboxCursor dead = house.open("dead");
    OutboxCursor fast = house.open("fast");
    List<Integer> got = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      house.alarms(500 * i, 500 * i + 500);
      for (OutboxEntry each : OutboxHouse.read(fast, 500)) {
        fast.confirm(each);
        got.addAll(OutboxHouse.numbers(List.of(each)));
      }
    }
    assertThat(got).isEqualTo(range(0, 10_000));
    assertThat(fast.depth().waiting()).isZero();
    assertThat(dead.depth().waiting()).isEqualTo(10_000);
    assertThat(dead.depth().oldest()).contains(OutboxHouse.NOW);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(dead, 10_000))).isEqualTo(range(0, 10_000));
  }

  @Test
  void aSinkThatWasNeverHereBeginsWithWhatHappensFromNowOn() throws Exception {
    OutboxCursor first = house.open("mqtt");
    house.alarms(0, 3);
    OutboxCursor second = house.open("webhook-lift");
    house.alarms(3, 5);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(second, 2))).containsExactly(3, 4);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(first, 5))).isEqualTo(range(0, 5));
  }

  @Test
  void aSinkGetsWhatItWantsAndTheRestNeitherWaitsNorIsLost() throws Exception {
    OutboxCursor doors = house.open("doors", "door/*");
    OutboxCursor statuses = house.open("statuses", "status/changed");
    house.stored.on(OutboxHouse.alarm("front", 0));
    house.stored.on(OutboxHouse.status(1));
    house.stored.on(OutboxHouse.alarm("front", 2));
    house.settled();
    assertThat(doors.depth().waiting()).isEqualTo(2);
    assertThat(statuses.depth().waiting()).isEqualTo(1);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(doors, 2))).containsExactly(0, 2);
    List<OutboxEntry> status = OutboxHouse.read(statuses, 1);
    assertThat(OutboxHouse.numbers(status)).containsExactly(1);
    assertThat(status.get(0).key()).isEqualTo("status/changed");
    assertThat(doors.depth().lost() + statuses.depth().lost()).isZero();
    house.restart();
    assertThat(house.open("doors", "door/*").depth().waiting()).isEqualTo(2);
  }

  @Test
  void whatHappensAtADoorAndInItsVisitHasOneKeyAndStaysInOrder() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.stored.on(OutboxHouse.ordered("ada"));
    house.stored.on(OutboxHouse.alarm("back", 1));
    house.stored.on(OutboxHouse.closed("Ada Lovelace", "ada"));
    List<OutboxEntry> read = OutboxHouse.read(cursor, 3);
    assertThat(read)
        .extracting(OutboxEntry::key)
        .containsExactly("door/front", "door/back", "door/front");
    assertThat(read)
        .extracting(OutboxEntry::topic)
        .containsExactly("door/ordered", "door/alarm-raised", "visit/closed");
    assertThat(read.get(0).visit()).contains("v-1");
    assertThat(read.get(1).visit()).isEmpty();
    assertThat(read).extracting(OutboxEntry::position).containsExactly(1L, 2L, 3L);
    assertThat(read).allSatisfy(each -> assertThat(each.id()).matches("[0-9a-f]{8}-[0-9]+"));
  }

  @Test
  void whatAPictureShowsIsNoMessage() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.stored.on(new SceneObserved(Instant.EPOCH, new StationId("main"), List.of()));
    house.alarms(1, 2);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 1))).containsExactly(1);
  }

  @Test
  void aWaitEndsWhenSomethingComesWhenItIsWokenAndWhenItIsClosed() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    Duration long1 = Duration.ofMinutes(5);
    CompletableFuture<Integer> waiting = nextAsync(cursor, long1);
    house.alarms(0, 1);
    assertThat(waiting.get()).isEqualTo(1);
    waiting = nextAsync(cursor, long1);
    cursor.wake();
    assertThat(waiting.get()).isZero();
    waiting = nextAsync(cursor, long1);
    cursor.close();
    assertThat(waiting.get()).isZero();
  }

  private static CompletableFuture<Integer> nextAsync(OutboxCursor cursor, Duration wait) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return cursor.next(10, wait).size();
          } catch (VestibuleException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void whereNobodyIsToldNothingIsKept() throws Exception {
    house.alarms(0, 100);
    assertThat(house.files(".log")).isEmpty();
    house.open("mqtt").close();
    house.alarms(0, 100);
    assertThat(house.files(".log")).isNotEmpty();
    assertThat(house.stored.outbox().forget("mqtt")).isTrue();
    assertThat(house.stored.outbox().forget("mqtt")).isFalse();
    house.clock.pass(Duration.ofMinutes(1));
    house.done(() -> house.stored.stock().log.segments().isEmpty());
    assertThat(house.files(".log")).isEmpty();
    assertThat(house.stored.outbox().depths()).isEmpty();
  }

  @Test
  void whatEverySinkHasIsDeletedAndTheSlowestDecides() throws Exception {
    house.restart(Map.of("bytes", 1 << 20)); // Segments of 32 KiB.
    OutboxCursor fast = house.open("fast");
    OutboxCursor slow = house.open("slow");
    for (int i = 0; i < 20; i++) {
      house.alarms(50 * i, 50 * i + 50);
    }
    OutboxHouse.read(fast, 1000).forEach(fast::confirm);
    List<OutboxEntry> read = OutboxHouse.read(slow, 1000);
    int before = house.stored.stock().log.segments().size();
    assertThat(before).isGreaterThan(3);
    read.subList(0, 500).forEach(slow::confirm);
    OutboxHouse.await(() -> house.stored.stock().log.segments().size() < before);
    assertThat(house.stored.stock().log.at(1).orElseThrow().first()).isLessThanOrEqualTo(501);
    read.subList(500, 1000).forEach(slow::confirm);
    house.clock.pass(Duration.ofMinutes(1));
    OutboxHouse.await(() -> house.stored.stock().log.segments().isEmpty());
    house.restart(Map.of("bytes", 1 << 20));
    OutboxCursor again = house.open("slow");
    house.alarms(1000, 1001);
    List<OutboxEntry> last = OutboxHouse.read(again, 1);
    assertThat(last.get(0).position()).isEqualTo(1001);
    assertThat(again.depth().lost()).isZero();
  }

  @Test
  void nobodyButTheOwnerMayReadTheFolder() throws Exception {
    house.open("mqtt");
    house.alarms(0, 1);
    OutboxHouse.await(() -> Files.exists(house.folder.resolve("sinks.json")));
    Set<String> modes = new HashSet<>();
    // A draft takes its name, and is gone, while nobody holds the turn.
    house.stored.stock().turn.lock();
    try (var files = Files.list(house.folder)) {
      for (Path each : files.toList()) {
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    } finally {
      house.stored.stock().turn.unlock();
    }
    assertThat(modes).containsExactly("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(house.folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingThatASentenceSaysStandsOnTheDisk() throws Exception {
    house.open("mqtt");
    house.stored.on(OutboxHouse.closed("Ada Lovelace", "ada"));
    house.settled();
    byte[] bytes = Files.readAllBytes(house.files(".log").get(0));
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("Ada").doesNotContain("visit").doesNotContain("front");
  }

  @Test
  void aSecondProcessOnTheSameFolderIsKeptOutAndSaysSo() throws Exception {
    house.open("mqtt");
    house.alarms(0, 1);
    try (OutboxHouse other = new OutboxHouse(data)) {
      other.start();
      assertThat(other.stored.status().sentence()).contains("Another process");
      assertThat(other.stored.status().cause().name()).isEqualTo("STORAGE");
    }
    house.alarms(1, 2);
    assertThat(house.stored.status().state().name()).isEqualTo("READY");
  }

  @Test
  void aListOfSinksThatIsBrokenCostsNobodyAnything() throws Exception {
    OutboxCursor cursor = house.open("mqtt");
    house.alarms(0, 5);
    OutboxHouse.read(cursor, 5).subList(0, 2).forEach(cursor::confirm);
    house.stored.close();
    Files.writeString(house.folder.resolve("sinks.json"), "{\"version\":1,\"next\":\"x\"}");
    house.start();
    assertThat(OutboxHouse.numbers(OutboxHouse.read(house.open("mqtt"), 5)))
        .containsExactly(0, 1, 2, 3, 4);
    house.stored.close();
    Files.delete(house.folder.resolve("sinks.json"));
    house.start();
    assertThat(OutboxHouse.numbers(OutboxHouse.read(house.open("mqtt"), 5)))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void theStatusChangesRarelyBecauseEachChangeIsAMessageItself() throws Exception {
    house.open("mqtt");
    house.open("webhook-lift");
    house.alarms(0, 3);
    assertThat(house.stored.status().sentence()).isEqualTo("0 waiting for 2 sinks");
    house.clock.pass(Duration.ofSeconds(11));
    assertThat(house.stored.status().sentence()).isEqualTo("up to 10 waiting for 2 sinks");
    house.alarms(3, 5);
    assertThat(house.stored.status().sentence()).isEqualTo("up to 10 waiting for 2 sinks");
    house.alarms(5, 6);
    assertThat(house.stored.status().sentence()).isEqualTo("up to 100 waiting for 2 sinks");
    assertThat(house.stored.status().state().name()).isEqualTo("READY");
  }
}
