// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;

/** How much is kept, how long, and what goes first. */
class BoundsTest {
  private static final int MIB = 1 << 20;

  @TempDir Path data;
  private OutboxHouse house;

  @BeforeEach
  void start() {
    house = new OutboxHouse(data).start(Map.of("bytes", MIB));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  /** Raises alarms until so many bytes are kept; returns the number of the next one. */
  private int fill(long bytes) throws Exception {
    int next = 0;
    while (house.bytes() < bytes) {
      house.alarms(next, next + 20);
      next += 20;
    }
    return next;
  }

  @Test
  void atTheBoundTheOldestGoesAndEachSinkIsToldHowMuchItLost() throws Exception {
    OutboxCursor dead = house.open("dead");
    OutboxCursor reading = house.open("reading");
    int next = fill(MIB / 2);
    OutboxHouse.read(reading, next).forEach(reading::confirm);
    house.alarms(next, 5 * next / 2);
    assertThat(house.bytes()).isLessThanOrEqualTo(MIB);
    assertThat(reading.depth().lost()).isZero();
    long lost = dead.depth().lost();
    assertThat(lost).isPositive();
    assertThat(dead.depth().waiting()).isEqualTo(5 * next / 2 - lost);
    List<Integer> left = OutboxHouse.numbers(OutboxHouse.read(dead, (int) dead.depth().waiting()));
    assertThat(left).isEqualTo(IntStream.range((int) lost, 5 * next / 2).boxed().toList());
    assertThat(dead.depth().lost()).isEqualTo(lost);
    house.restart(Map.of("bytes", MIB));
    assertThat(house.open("dead").depth().lost()).isEqualTo(lost);
  }

  @Test
  void aboveFourFifthsOnlyWhatMustNotBeLostIsTaken() throws Exception {
    OutboxCursor dead = house.open("dead");
    int next = fill(MIB / 5 * 4 + 1000);
    house.stored.on(OutboxHouse.status(1));
    assertThat(dead.depth().lost()).isEqualTo(1);
    house.alarms(next, next + 1);
    assertThat(dead.depth().waiting()).isEqualTo(next + 1);
    assertThat(dead.depth().lost()).isEqualTo(1);
  }

  @Test
  void nothingIsKeptLongerThanTheAge() throws Exception {
    house.restart(Map.of("ageHours", 2));
    OutboxCursor dead = house.open("dead");
    house.alarms(0, 3);
    house.clock.pass(Duration.ofMinutes(100));
    house.alarms(3, 5);
    assertThat(dead.depth().waiting()).isEqualTo(5);
    house.clock.pass(Duration.ofMinutes(21));
    house.done(() -> dead.depth().lost() > 0);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(dead, 2))).containsExactly(3, 4);
    assertThat(dead.depth().lost()).isEqualTo(3);
  }

  @Test
  void whatWasReturnedAndGoesBeforeItIsConfirmedIsLostAndNotConfirmedLater() throws Exception {
    OutboxCursor slow = house.open("slow");
    house.alarms(0, 3);
    var read = OutboxHouse.read(slow, 3);
    house.clock.pass(Duration.ofHours(73));
    house.done(() -> slow.depth().lost() == 3);
    read.forEach(slow::confirm);
    slow.rewind();
    house.alarms(3, 4);
    assertThat(OutboxHouse.numbers(OutboxHouse.read(slow, 1))).containsExactly(3);
    assertThat(slow.depth().waiting()).isEqualTo(1);
    assertThat(slow.depth().lost()).isEqualTo(3);
  }

  @Test
  void aSmallerBoundHoldsAtOnce() throws Exception {
    house.restart(Map.of("bytes", 4 * MIB));
    OutboxCursor dead = house.open("dead");
    fill(2 * MIB);
    house.stored.configure(Map.of("bytes", MIB));
    OutboxHouse.await(() -> house.stored.stock().log.bytes() <= MIB);
    assertThat(dead.depth().lost()).isPositive();
    assertThat(house.stored.outbox().bounds().bytes()).isEqualTo(MIB);
  }

  @Test
  void anUnknownKeyAndAnImpossibleValueAreRefusedByNameAndTheLastGoodOnesStay() throws Exception {
    house.stored.configure(Map.of("byte", 2 * MIB));
    assertThat(house.stored.status().cause().name()).isEqualTo("CONFIGURATION");
    assertThat(house.stored.status().sentence()).contains("byte").contains("bytes");
    house.stored.configure(Map.of("bytes", 1000));
    assertThat(house.stored.status().sentence()).contains("1000").contains("1048576");
    assertThat(house.stored.outbox().bounds().bytes()).isEqualTo(MIB);
    house.stored.configure(Map.of("ageHours", "12"));
    assertThat(house.stored.outbox().bounds().age()).isEqualTo(Duration.ofHours(12));
    assertThat(house.stored.status().state().name()).isEqualTo("READY");
  }

  @Test
  void thereAreNotAsManySinksAsOneLikes() throws Exception {
    for (int i = 0; i < SinkFile.MOST_SINKS; i++) {
      house.open("sink-" + i).close();
    }
    assertThatThrownBy(() -> house.open("one-more"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("storage-full"));
    house.stored.outbox().forget("sink-7");
    house.open("one-more");
  }
}
