// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.HoldOrder;

class FreeAccessTest {
  private final Bench bench = new Bench();
  private final FreeAccess free = new FreeAccess(bench.house);
  private final List<HoldOrder> orders = new ArrayList<>();
  private final List<Instant> ends = new ArrayList<>();
  private DoorOutcome outcome = Bench.OPENED;

  @BeforeEach
  void configure() {
    free.doors =
        FakePeople.fake(
            DoorController.class,
            Map.of(
                "hold",
                arguments -> {
                  HoldOrder order = (HoldOrder) arguments[0];
                  orders.add(order);
                  ends.add(bench.now.plus(order.lease()));
                  return CompletableFuture.completedFuture(outcome);
                }));
    bench.take(ScheduleConfig.PID, "office", "weekly", "Mon-Fri 08:00-18:00", "zone", "UTC");
  }

  @AfterEach
  void close() {
    free.end();
    bench.close();
  }

  private void rule(boolean firstPersonIn) {
    bench.rule(
        "r",
        "doors",
        "front-door",
        "free",
        "office",
        "ways",
        "card",
        "firstPersonIn",
        firstPersonIn);
  }

  private void after(int seconds) {
    bench.now = bench.now.plusSeconds(seconds);
    bench.nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    free.look();
  }

  @Test
  void aFreeDoorIsHeldByLeasesThatAreRenewedInTime() {
    free.look();
    assertThat(orders).as("no rule").isEmpty();
    rule(false);
    for (int i = 0; i < 60; i++) {
      after(2);
    }
    assertThat(orders)
        .hasSizeBetween(5, 8)
        .extracting(HoldOrder::id)
        .containsOnly(orders.get(0).id());
    assertThat(orders).extracting(HoldOrder::lease).containsOnly(FreeAccess.LEASE);
  }

  @Test
  void aDoorControlThatVanishesUnderTheCallIsAskedAgain() throws Exception {
    CountDownLatch asked = new CountDownLatch(3);
    free.doors =
        FakePeople.fake(
            DoorController.class,
            Map.of(
                "hold",
                arguments -> {
                  asked.countDown();
                  throw new NoClassDefFoundError("org/example/Gone");
                }));
    bench.rule("r", "doors", "front-door,exit", "free", "office", "ways", "card");
    free.begin();
    assertThat(asked.await(60, TimeUnit.SECONDS)).as("both doors, and again").isTrue();
  }

  @Test
  void theLastLeaseEndsWithTheSchedule() {
    rule(false);
    bench.now = Instant.parse("2026-11-30T17:59:30Z");
    after(0);
    assertThat(orders).extracting(HoldOrder::lease).containsExactly(Duration.ofSeconds(30));
    for (int i = 0; i < 29; i++) {
      after(1);
    }
    assertThat(ends).hasSizeGreaterThan(1).containsOnly(Instant.parse("2026-11-30T18:00:00Z"));
    int before = orders.size();
    after(100);
    assertThat(orders).hasSize(before);
  }

  @Test
  void itWaitsForTheFirstPerson() {
    rule(true);
    bench.rule("staff", "doors", "front-door", "who", "person:ada", "ways", "card");
    after(30);
    assertThat(orders).isEmpty();
    bench.gate.reserve("o1", bench.by(bench.ada, EntryMethod.CARD));
    bench.gate.settle("o1", Bench.OPENED);
    after(2);
    assertThat(orders).hasSize(1);
  }

  @Test
  void aRefusedHoldIsTriedAgainAtTheNextLook() {
    rule(false);
    outcome = Bench.DENIED;
    after(2);
    after(2);
    assertThat(orders).hasSize(2);
    outcome = Bench.OPENED;
    after(2);
    after(2);
    assertThat(orders).hasSize(3);
    free.doors = null;
    after(30);
    assertThat(orders).hasSize(3);
  }
}
