// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights.CodeAnswer;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk.IssuedPass;

class PassTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.shelves.hanging.countDown();
    bench.close();
  }

  private static String code(Entitlement answer) {
    return ((Refused) answer).code();
  }

  @Test
  void aPassThatCannotBeIsRefused() {
    PassWish good =
        new PassWish(bench.ada, "", Set.of(Bench.FRONT), bench.now, bench.now.plusSeconds(60), 1);
    refused("unknown-person", with(good, new PersonId("nobody"), good.doors(), 60_000, 1));
    refused("pass-beyond-host", with(good, bench.ada, Set.of(new DoorId("vault")), 60_000, 1));
    refused("pass-invalid", with(good, bench.ada, Set.of(), 60_000, 1));
    refused("pass-invalid", with(good, bench.ada, good.doors(), 60_000, 0));
    refused("pass-invalid", with(good, bench.ada, good.doors(), 60_000, 1001));
    refused("pass-invalid", with(good, bench.ada, good.doors(), 0, 1));
    refused("pass-invalid", with(good, bench.ada, good.doors(), Duration.ofDays(93).toMillis(), 1));
    bench.people.suspended.add(bench.ada);
    bench.house.memory.peopleChanged();
    bench.round();
    refused("unknown-person", good);
    assertThat(bench.audit.actions()).isEmpty();
  }

  private static PassWish with(
      PassWish good, PersonId host, Set<DoorId> doors, long millis, int uses) {
    return new PassWish(host, "", doors, good.from(), good.from().plusMillis(millis), uses);
  }

  private void refused(String code, PassWish wish) {
    assertThatThrownBy(() -> bench.desk.issue(wish))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void withoutAuditOrDiskThereIsNoPass() throws VestibuleException {
    bench.audit.unwritable = true;
    assertThatThrownBy(() -> bench.pass(1)).hasMessageContaining("audit");
    bench.audit.unwritable = false;
    bench.shelves.full = true;
    assertThatThrownBy(() -> bench.pass(1)).hasMessageContaining("storage-full");
    bench.shelves.full = false;
    bench.shelves.locked = true;
    bench.round();
    assertThatThrownBy(() -> bench.pass(1)).hasMessageContaining("vault");
    assertThat(bench.desk.passes()).isEmpty();
  }

  @Test
  void numberAndPictureFindThePassAndOnlyHashesAreKept() throws VestibuleException {
    IssuedPass issued = bench.pass(1);
    assertThat(issued.number()).matches("[0-9]{8}");
    assertThat(issued.picture()).hasSizeLessThanOrEqualTo(32);
    String id = issued.pass().id();
    assertThat(bench.enter(issued.number())).isEqualTo(new CodeAnswer.PassShown(id));
    assertThat(bench.enter(issued.number() + "#")).isEqualTo(new CodeAnswer.PassShown(id));
    assertThat(bench.enter(issued.picture())).isEqualTo(new CodeAnswer.PassShown(id));
    bench
        .shelves
        .content()
        .forEach(
            (key, value) ->
                assertThat(key + new String(value, StandardCharsets.ISO_8859_1))
                    .doesNotContain(issued.number(), issued.picture()));
    assertThat(bench.audit.lines.toString()).doesNotContain(issued.number(), issued.picture());
    assertThat(issued.toString()).doesNotContain(issued.number(), issued.picture());
  }

  @Test
  void aUseThatOpenedIsUsedAndOneThatDidNotIsGivenBack() throws VestibuleException {
    IssuedPass issued = bench.pass(1);
    assertThat(bench.gate.reserve("o1", bench.by(issued))).isInstanceOf(Granted.class);
    assertThat(code(bench.gate.judge(bench.by(issued)))).isEqualTo("pass-used");
    bench.gate.settle("o1", Bench.DENIED);
    assertThat(bench.gate.reserve("o2", bench.by(issued))).isInstanceOf(Granted.class);
    bench.gate.settle("o2", new DoorOutcome.TimedOut("nobody knows"));
    bench.gate.settle("o2", Bench.DENIED);
    assertThat(code(bench.gate.reserve("o3", bench.by(issued)))).isEqualTo("pass-used");
    assertThat(bench.desk.passes().get(0).state()).isEqualTo(Pass.State.USED_UP);
    bench.gate.settle("unknown", Bench.OPENED);
  }

  @Test
  void oneOrderTakesOneUseHoweverOftenItAsks() throws VestibuleException {
    IssuedPass issued = bench.pass(2);
    Entitlement first = bench.gate.reserve("o1", bench.by(issued));
    assertThat(bench.gate.reserve("o1", bench.by(issued))).isEqualTo(first);
    assertThat(bench.gate.reserve("o1", bench.by(bench.cleo))).isInstanceOf(Refused.class);
    bench.gate.settle("o1", Bench.OPENED);
    assertThat(bench.desk.passes().get(0).used()).isEqualTo(1);
  }

  @Test
  void ofAThousandThatWantTheLastUseOneGetsIt() throws Exception {
    IssuedPass issued = bench.pass(1);
    bench.enter(issued.number());
    bench.round();
    int threads = 16;
    int tries = 1000;
    AtomicInteger granted = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int n = next.getAndIncrement(); n < tries; n = next.getAndIncrement()) {
                    if (bench.gate.reserve("o" + n, bench.by(issued)) instanceof Granted) {
                      granted.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(granted).hasValue(1);
  }

  @Test
  void aCrashAtAnyMomentGivesNoUseBack() throws VestibuleException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    int all = 0;
    for (int run = 0; run < 40; run++) {
      int uses = 1 + random.nextInt(3);
      Bench house = new Bench();
      IssuedPass issued = house.pass(uses);
      int opened = 0;
      for (int order = 0; order < 12; order++) {
        if (random.nextBoolean()) {
          house.enter(issued.number());
        }
        if (random.nextInt(4) == 0) {
          house.round();
        }
        house.shelves.full = random.nextInt(5) == 0;
        if (house.gate.reserve("o" + order, house.by(issued)) instanceof Granted) {
          boolean opens = random.nextBoolean();
          opened += opens ? 1 : 0;
          if (random.nextInt(4) > 0) {
            house.gate.settle("o" + order, opens ? Bench.OPENED : Bench.DENIED);
          }
        }
        if (random.nextInt(4) == 0) {
          Bench next = house.afterPowerCut();
          house.close();
          house = next;
        }
      }
      house.close();
      assertThat(opened)
          .as("seed %d run %d: of %d uses", seed, run, uses)
          .isLessThanOrEqualTo(uses);
      all += opened;
    }
    assertThat(all).as("doors that opened").isPositive();
  }

  @Test
  void anOrderWhoseUseIsNotOnTheDiskIsNotGivenAndSoonAnswered() throws VestibuleException {
    IssuedPass issued = bench.pass(1);
    bench.shelves.hanging = new CountDownLatch(1);
    long begin = System.nanoTime();
    Entitlement answer = new Gate(bench.house).reserve("o1", bench.by(issued));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertThat(code(answer)).isEqualTo("rights-unknown");
    assertThat(millis).isBetween((long) Gate.PATIENCE_MS, 60_000L);
    // A face needs no disk.
    assertThat(bench.gate.reserve("o2", bench.by(bench.cleo, EntryMethod.FACE)))
        .isInstanceOf(Granted.class);
    bench.shelves.hanging.countDown();
    bench.round();
    assertThat(bench.gate.reserve("o3", bench.by(issued))).isInstanceOf(Granted.class);
  }

  @Test
  void aPassThatWasShownAndLeadToNothingIsGivenBackAfterAMinute() throws VestibuleException {
    IssuedPass issued = bench.pass(1);
    bench.enter(issued.number());
    bench.round();
    try (Bench cut = bench.afterPowerCut()) {
      assertThat(cut.desk.passes().get(0).used()).as("nobody knows").isEqualTo(1);
    }
    bench.nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
    bench.round();
    try (Bench cut = bench.afterPowerCut()) {
      assertThat(cut.desk.passes().get(0).used()).isZero();
    }
  }

  @Test
  void aVaultThatIsLockedInTheMiddleOfAnOrderGivesNoUseBack() throws VestibuleException {
    IssuedPass issued = bench.pass(1);
    assertThat(bench.gate.reserve("o1", bench.by(issued))).isInstanceOf(Granted.class);
    bench.shelves.locked = true;
    bench.round();
    assertThat(code(bench.gate.reserve("o2", bench.by(issued)))).isEqualTo("rights-unknown");
    bench.gate.settle("o1", Bench.OPENED);
    bench.shelves.locked = false;
    bench.round();
    assertThat(code(bench.gate.reserve("o3", bench.by(issued)))).isEqualTo("pass-used");
  }

  @Test
  void anOrderThatNobodySettlesCountsAsUsed() throws VestibuleException {
    IssuedPass issued = bench.pass(2);
    bench.gate.reserve("o1", bench.by(issued));
    bench.nanos.addAndGet(TimeUnit.MINUTES.toNanos(3));
    bench.round();
    assertThat(bench.desk.passes().get(0).used()).isEqualTo(1);
  }

  @Test
  void aPassEndsWithItsHostOrByHandAndStaysEndedAfterARestart() throws VestibuleException {
    IssuedPass one = bench.pass(5);
    IssuedPass other = bench.pass(5);
    bench.gate.reserve("o1", bench.by(one));
    bench.gate.settle("o1", Bench.OPENED);
    bench.desk.revoke(one.pass().id());
    bench.desk.revoke(one.pass().id());
    assertThat(code(bench.gate.judge(bench.by(one)))).isEqualTo("pass-revoked");
    bench.people.suspended.add(bench.ada);
    bench.house.memory.peopleChanged();
    bench.round();
    assertThat(code(bench.gate.judge(bench.by(other)))).isEqualTo("pass-revoked");
    bench.people.suspended.clear();
    try (Bench next = bench.afterPowerCut()) {
      assertThat(code(next.gate.judge(next.by(one)))).isEqualTo("pass-revoked");
      assertThat(next.gate.judge(next.by(other))).isInstanceOf(Granted.class);
      assertThat(next.desk.passes()).extracting(Pass::used).containsExactlyInAnyOrder(1, 0);
    }
    assertThat(bench.audit.actions()).containsExactly("pass-issued", "pass-issued", "pass-revoked");
    assertThatThrownBy(() -> bench.desk.revoke("pass-none"))
        .hasMessageContaining("none of that id");
  }

  @Test
  void noTwoLivePassesHaveOneNumberAndAHostHasOnlySoMany() throws VestibuleException {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      IssuedPass issued = bench.pass(1);
      assertThat(numbers.add(issued.number())).isTrue();
      assertThat(numbers.add(issued.picture())).isTrue();
    }
    assertThatThrownBy(() -> bench.pass(1))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("too-many-passes"));
  }

  @Test
  void whatEndedNinetyDaysAgoIsForgotten() throws VestibuleException {
    bench.pass(1);
    bench.now = bench.now.plus(Duration.ofDays(90));
    bench.round();
    assertThat(bench.desk.passes()).hasSize(1);
    bench.now = bench.now.plus(Duration.ofDays(1));
    bench.round();
    assertThat(bench.desk.passes()).isEmpty();
    assertThat(bench.shelves.keys("rights-passes")).isEmpty();
  }
}
