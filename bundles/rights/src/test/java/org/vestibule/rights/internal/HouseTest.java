// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.status.Status;

class HouseTest {
  private static final DoorId EXIT = new DoorId("exit");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private String enter(Bench at, String order, PersonId person, DoorId door) {
    AccessRequest request = AccessRequest.of(person, door, Set.of(EntryMethod.CARD), at.now);
    Entitlement answer = at.gate.reserve(order, request);
    if (answer instanceof Refused refused) {
      return refused.code();
    }
    at.gate.settle(order, Bench.OPENED);
    at.now = at.now.plusSeconds(1);
    return "opened";
  }

  private void garage(Bench at, String mode) {
    at.rule("all", "doors", "front-door,exit", "who", "person:ada,person:bob", "ways", "card");
    at.take(ZoneConfig.PID, "garage", "in", "front-door", "out", "exit", "antiPassback", mode);
  }

  @Test
  void hardAntiPassbackOutlivesARestartAndEndsByLeavingForgivenessAndNight() throws Exception {
    garage(bench, "hard");
    assertThat(enter(bench, "o1", bench.ada, Bench.FRONT)).isEqualTo("opened");
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("passed-back");
    assertThat(enter(bench, "o3", bench.bob, Bench.FRONT)).isEqualTo("opened");
    bench.round();
    try (Bench next = bench.afterPowerCut()) {
      garage(next, "hard");
      assertThat(enter(next, "o4", next.ada, Bench.FRONT)).isEqualTo("passed-back");
      assertThat(enter(next, "o5", next.ada, EXIT)).isEqualTo("opened");
      assertThat(enter(next, "o6", next.ada, Bench.FRONT)).isEqualTo("opened");
      next.desk.forgive(next.ada);
      assertThat(next.audit.actions()).contains("passback-forgiven");
      assertThat(enter(next, "o7", next.ada, Bench.FRONT)).isEqualTo("opened");
      next.now = next.now.plus(Duration.ofHours(15));
      assertThat(enter(next, "o8", next.ada, Bench.FRONT))
          .as("after 3 o'clock")
          .isEqualTo("opened");
    }
  }

  @Test
  void softAntiPassbackOpensAndIsAudited() {
    garage(bench, "soft");
    enter(bench, "o1", bench.ada, Bench.FRONT);
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("opened");
    bench.round();
    assertThat(bench.audit.lines)
        .filteredOn(line -> line.action().equals("passed-back"))
        .singleElement()
        .satisfies(line -> assertThat(line.details()).containsEntry("person", "ada"));
    bench.take(ZoneConfig.PID, "garage", "in", "front-door", "out", "exit", "antiPassback", "off");
    enter(bench, "o3", bench.ada, Bench.FRONT);
    bench.round();
    assertThat(bench.audit.actions()).containsOnlyOnce("passed-back");
  }

  @Test
  void ofTwoOrdersOfOnePersonForAHardZoneOnlyOneIsOnItsWay() {
    garage(bench, "hard");
    AccessRequest request = bench.by(bench.ada, EntryMethod.CARD);
    assertThat(bench.gate.reserve("o1", request)).isInstanceOf(Granted.class);
    assertThat(bench.gate.reserve("o1", request)).as("the same").isInstanceOf(Granted.class);
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("passed-back");
    assertThat(enter(bench, "o3", bench.bob, Bench.FRONT)).isEqualTo("opened");
    bench.gate.settle("o1", Bench.DENIED);
    assertThat(enter(bench, "o4", bench.ada, Bench.FRONT)).isEqualTo("opened");
  }

  @Test
  void manyAtOnceWithOneCardAreOnePersonInside() throws Exception {
    garage(bench, "hard");
    AccessRequest request = bench.by(bench.ada, EntryMethod.CARD);
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Entitlement>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String order = "o" + i;
        all.add(() -> bench.gate.reserve(order, request));
      }
      int granted = 0;
      for (Future<Entitlement> each : readers.invokeAll(all)) {
        granted += each.get() instanceof Granted ? 1 : 0;
      }
      assertThat(granted).isOne();
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void whoeverEndsWhileAnotherBeginsIsInsideOnce() throws Exception {
    garage(bench, "hard");
    AccessRequest request = bench.by(bench.ada, EntryMethod.CARD);
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 300; round++) {
        bench.house.whereabouts.forget(bench.ada);
        AtomicInteger opened = new AtomicInteger();
        List<Callable<Boolean>> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          String order = "o" + round + "-" + i;
          two.add(
              () -> {
                boolean granted = bench.gate.reserve(order, request) instanceof Granted;
                if (granted) {
                  opened.incrementAndGet();
                  bench.gate.settle(order, Bench.OPENED);
                }
                return granted;
              });
        }
        readers.invokeAll(two);
        assertThat(opened).as("round " + round).hasValue(1);
      }
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void aSoftZoneHoldsNobodyWhileAnotherOrderIsOnItsWay() {
    garage(bench, "soft");
    AccessRequest request = bench.by(bench.ada, EntryMethod.CARD);
    bench.gate.reserve("o1", request);
    assertThat(bench.gate.reserve("o2", request)).isInstanceOf(Granted.class);
  }

  @Test
  void aDiskThatIsFullForAWhileForgetsNobodysPlace() {
    garage(bench, "hard");
    bench.shelves.full = true;
    enter(bench, "o1", bench.ada, Bench.FRONT);
    enter(bench, "o2", bench.bob, Bench.FRONT);
    bench.round();
    bench.shelves.full = false;
    bench.round();
    bench.round();
    try (Bench next = bench.afterPowerCut()) {
      garage(next, "hard");
      assertThat(enter(next, "o3", next.ada, Bench.FRONT)).isEqualTo("passed-back");
      assertThat(enter(next, "o4", next.bob, Bench.FRONT)).isEqualTo("passed-back");
    }
  }

  @Test
  void aClockThatWasYearsAheadForAWhileShutsNobodyOutAfterwards() throws Exception {
    garage(bench, "hard");
    bench.desk.join("staff", bench.ada);
    bench.rule("all", "doors", "front-door,exit", "ways", "card", "firstPersonIn", true);
    bench.rule("b", "doors", "front-door", "ways", "card", "who", "group:staff");
    Instant right = bench.now;
    bench.now = right.plus(Duration.ofDays(3650));
    assertThat(enter(bench, "o1", bench.ada, Bench.FRONT)).isEqualTo("opened");
    bench.now = right;
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("opened");
    assertThat(enter(bench, "o3", bench.bob, Bench.FRONT)).isEqualTo("opened");
  }

  @Test
  void aBundleThatVanishesUnderARoundEndsNoRounds() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    bench.house.scribe.every(
        () -> {
          second.countDown();
          throw new NoClassDefFoundError("org/example/Gone");
        },
        5);
    assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDoorThatStayedShutMovesNobody() {
    garage(bench, "hard");
    AccessRequest request = bench.by(bench.ada, EntryMethod.CARD);
    assertThat(bench.gate.reserve("o1", request)).isInstanceOf(Granted.class);
    bench.gate.settle("o1", Bench.DENIED);
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("opened");
  }

  @Test
  void theFirstPersonOpensTheDayForOthersAlsoAfterARestart() throws VestibuleException {
    bench.desk.join("staff", bench.ada);
    for (Bench each : new Bench[] {bench, bench.afterPowerCut()}) {
      each.rule("a", "doors", "front-door", "ways", "card", "firstPersonIn", true);
      each.rule("b", "doors", "front-door", "ways", "card", "who", "group:staff");
      if (each == bench) {
        assertThat(enter(each, "o1", each.bob, Bench.FRONT)).isEqualTo("first-person-awaited");
        assertThat(enter(each, "o2", each.ada, Bench.FRONT)).isEqualTo("opened");
        each.round();
      }
    }
    assertThat(enter(bench, "o3", bench.bob, Bench.FRONT)).isEqualTo("opened");
    try (Bench next = bench.afterPowerCut()) {
      next.rule("a", "doors", "front-door", "ways", "card", "firstPersonIn", true);
      assertThat(enter(next, "o4", next.bob, Bench.FRONT)).isEqualTo("opened");
      next.now = next.now.plus(Duration.ofDays(1));
      assertThat(enter(next, "o5", next.bob, Bench.FRONT)).isEqualTo("first-person-awaited");
    }
  }

  @Test
  void groupsAreKeptAndWrongOnesRefused() throws VestibuleException {
    assertThatThrownBy(() -> bench.desk.join("No Name", bench.ada))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("group-invalid"));
    assertThatThrownBy(() -> bench.desk.join("staff", new PersonId("nobody")))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("unknown-person"));
    bench.desk.join("staff", bench.ada);
    bench.desk.join("staff", bench.ada);
    bench.desk.join("staff", bench.bob);
    try (Bench next = bench.afterPowerCut()) {
      assertThat(next.desk.groups()).isEqualTo(Map.of("staff", Set.of(next.ada, next.bob)));
      assertThat(next.desk.leave("staff", next.ada)).isTrue();
      assertThat(next.desk.leave("staff", next.ada)).isFalse();
      next.desk.leave("staff", next.bob);
      assertThat(next.desk.groups()).isEmpty();
    }
    assertThat(bench.audit.actions()).containsExactly("group-joined", "group-joined");
  }

  @Test
  void whoIsErasedLeavesNothingAndTheirCopyHasNoSecret() throws VestibuleException {
    garage(bench, "hard");
    bench.rule("all", "doors", "front-door", "who", "person:ada", "ways", "card; pass");
    bench.desk.setCode(bench.ada, "4711".toCharArray());
    bench.desk.setCode(bench.cleo, "4711".toCharArray());
    bench.desk.join("staff", bench.ada);
    String number = bench.pass(3).number();
    enter(bench, "o1", bench.ada, Bench.FRONT);
    bench.enter(bench.ada, "1");
    bench.round();
    String copy =
        new String(bench.belongings.copy(bench.ada).get(0).content(), StandardCharsets.UTF_8);
    assertThat(copy).contains("Plumber", "staff", "garage").doesNotContain("4711", number);
    assertThat(bench.belongings.holds(bench.ada)).isTrue();
    bench.shelves.locked = true;
    bench.round();
    assertThatThrownBy(() -> bench.belongings.erase(bench.ada)).hasMessageContaining("vault");
    bench.shelves.locked = false;
    bench.round();
    assertThat(bench.belongings.erase(bench.ada)).isEqualTo(5);
    assertThat(bench.belongings.erase(bench.ada)).isZero();
    assertThat(bench.belongings.holds(bench.ada)).isFalse();
    assertThat(bench.belongings.copy(bench.ada)).isEmpty();
    assertThat(bench.desk.withCode()).containsExactly(bench.cleo);
    bench
        .shelves
        .content()
        .forEach(
            (key, value) ->
                assertThat(key + new String(value, StandardCharsets.ISO_8859_1))
                    .doesNotContainPattern("\\bada\\b"));
  }

  @Test
  void whoIsSuspendedIsOutAtTheNextLook() {
    AccessRequest request = bench.by(bench.ada, EntryMethod.FACE);
    assertThat(bench.gate.judge(request)).isInstanceOf(Granted.class);
    bench.people.suspended.add(bench.ada);
    new Caretaker(bench.house).changed(bench.ada);
    bench.round();
    assertThat(bench.gate.judge(request)).isInstanceOf(Refused.class);
  }

  @Test
  void theStatusSaysWhatIsWrongAndWhatToDo() {
    Caretaker caretaker = new Caretaker(bench.house);
    assertThat(caretaker.status().state()).isEqualTo(Status.State.READY);
    bench.shelves.locked = true;
    bench.round();
    assertThat(caretaker.status().sentence()).contains("vault is locked");
    bench.shelves.locked = false;
    bench.round();
    bench.rule("r", "doors", "front-door", "schedule", "nowhere");
    assertThat(caretaker.status().sentence()).contains("Rule r never holds", "nowhere");
    bench.rule("r", "doors", "front-door");
    assertThat(caretaker.status().state()).isEqualTo(Status.State.READY);
    bench.house.configure(Map.of("wrongTries", "many"));
    assertThat(caretaker.status().sentence()).contains("wrongTries", "many", "3 to 20");
    assertThat(bench.house.settings().wrongTries()).isEqualTo(5);
  }

  @Test
  void aWrongConfigurationKeepsTheLastGoodOne() {
    bench.rule("r", "doors", "front-door", "who", "person:bob", "ways", "card");
    bench.rule("r", "doors", "front-door", "ways", "face");
    assertThat(enter(bench, "o1", bench.bob, Bench.FRONT)).isEqualTo("opened");
    assertThat(enter(bench, "o2", bench.ada, Bench.FRONT)).isEqualTo("no-right");
    bench.rules.deleted(RuleConfig.PID + "~r");
    assertThat(enter(bench, "o3", bench.ada, Bench.FRONT)).isEqualTo("opened");
    bench.rule("new", "doors", "front-door", "ways", "nose");
    assertThat(enter(bench, "o4", bench.ada, Bench.FRONT)).isEqualTo("rights-unknown");
  }

  @Test
  void judgingTakesNothing() throws VestibuleException {
    var issued = bench.pass(1);
    for (int i = 0; i < 5; i++) {
      assertThat(bench.gate.judge(bench.by(issued))).isInstanceOf(Granted.class);
    }
    assertThat(bench.desk.passes().get(0).used()).isZero();
    assertThat(
            bench.gate.judge(
                new AccessRequest(
                    Bench.FRONT, Optional.empty(), Optional.of("x"), Set.of(), false, bench.now)))
        .isInstanceOf(Refused.class);
  }
}
