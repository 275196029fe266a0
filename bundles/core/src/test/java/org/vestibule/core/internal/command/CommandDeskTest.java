// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.command.CommandResult.State;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.core.internal.SettingsHolder;

/** What a building system that orders doors is answered, and what it may not bring about. */
class CommandDeskTest {
  private static final Command OPEN = new Command.DoorOpen(PaperDoors.FRONT);
  private static final Caller LIFT =
      caller("lift", new Grant(Role.MANAGER, Set.of(PaperDoors.FRONT), Set.of()));

  private final PaperDoors doors = new PaperDoors();
  private final PaperTrail audit = new PaperTrail();
  private final List<VestibuleEvent> events = new CopyOnWriteArrayList<>();
  private final SettingsHolder settings = new SettingsHolder();
  private final DeskNeighbours neighbours = DeskNeighbours.of(doors, audit, events::add);
  private final SetClock clock = new SetClock();
  @TempDir Path data;
  private HouseCommandDesk desk;

  @BeforeEach
  void start() {
    desk = desk();
    // It no longer matters what was before.
    clock.now = clock.now.plusSeconds(6);
  }

  @AfterEach
  void stop() {
    desk.stop();
  }

  @Test
  void whatWasDoneUnderAClockThatIsAheadIsNotDoneAgainByTheNextDesk() throws Exception {
    CommandRequest ahead = request("a", clock.now.plusSeconds(4));
    assertThat(code(ahead)).isEqualTo("done");
    desk.stop();
    desk = desk();
    CommandResult again = answer(desk.carryOut(ahead, LIFT));
    assertThat(again.code()).isEqualTo("just-started");
    assertThat(again.state()).isEqualTo(State.REFUSED);
    assertThat(again.sentence()).contains("new id");
    assertThat(doors.orders).hasSize(1);
    assertThat(audit.of("command-refused")).hasSize(1);
    // By the sender's own clock, which is ahead.
    Instant then = ahead.issuedAt().orElseThrow().plusSeconds(again.retrySeconds().orElseThrow());
    clock.now = then.minusSeconds(4);
    assertThat(code(request("b", then))).isEqualTo("done");
    assertThat(code(ahead)).isEqualTo("just-started");
  }

  @Test
  void exchangeOfTheDeskCostsASenderWithARightClockNothing() throws Exception {
    CommandRequest done = request("a", clock.now);
    assertThat(code(done)).isEqualTo("done");
    clock.now = clock.now.plusMillis(200);
    desk.stop();
    CommandRequest missed = request("b", clock.now);
    assertThat(code(missed)).isEqualTo("stopping");
    desk = desk();
    clock.now = clock.now.plusMillis(1);
    assertThat(code(request("c", clock.now))).isEqualTo("done");
    // Both were sent before this desk was there, and one of them was done.
    assertThat(code(done)).isEqualTo("command-stale");
    assertThat(code(missed)).isNotEqualTo("done");
    assertThat(doors.orders).hasSize(2);
  }

  @Test
  void whatWasRefusedUnderAClockThatIsAheadKeepsNobodyOut() throws Exception {
    Instant ahead = clock.now.plusSeconds(4);
    Caller stranger = caller("stranger", Grant.of(Role.SYSTEM));
    assertThat(answer(desk.carryOut(request("a", ahead), stranger)).code()).isEqualTo("forbidden");
    desk.stop();
    desk = desk();
    clock.now = clock.now.plusMillis(1);
    assertThat(code(request("b", clock.now))).isEqualTo("done");
  }

  @Test
  void afterACrashWhateverCouldHaveBeenDoneIsRefused() throws Exception {
    Instant crash = clock.now;
    CommandRequest ahead = request("a", crash.plusSeconds(5));
    assertThat(code(ahead)).isEqualTo("done");
    HouseCommandDesk crashed = desk;
    desk = desk();
    assertThat(code(ahead)).isEqualTo("just-started");
    clock.now = crash.plusSeconds(5);
    CommandResult last = answer(desk.carryOut(request("b", clock.now), LIFT));
    assertThat(last.code()).isEqualTo("just-started");
    assertThat(last.retrySeconds()).contains(1);
    clock.now = clock.now.plusSeconds(1);
    assertThat(code(request("c", clock.now))).isEqualTo("done");
    crashed.stop();
  }

  @Test
  void crashAfterAnEndInOrderFindsNothingOfIt() throws Exception {
    desk.stop();
    desk = desk();
    CommandRequest ahead = request("a", clock.now.plusSeconds(3));
    assertThat(code(ahead)).isEqualTo("done");
    HouseCommandDesk crashed = desk;
    desk = desk();
    assertThat(code(ahead)).isEqualTo("just-started");
    crashed.stop();
  }

  @Test
  void whatWasLeftByAClockThatWasWrongClosesNoDoorForLong() throws Exception {
    Instant right = clock.now;
    clock.now = right.plus(Duration.ofDays(365));
    assertThat(code(request("a", clock.now))).isEqualTo("done");
    desk.stop();
    clock.now = right;
    desk = desk();
    assertThat(code(request("b", right.plusSeconds(1)))).isEqualTo("just-started");
    clock.now = right.plusSeconds(6);
    assertThat(code(request("c", clock.now))).isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-03-31T08:00:00Z and more than a moment has, by far"})
  void whatIsLeftAndIsNoMomentIsTakenForACrash(String left) throws Exception {
    desk.stop();
    Files.writeString(data.resolve("commands/newest"), left);
    desk = desk();
    assertThat(code(request("a", clock.now.plusSeconds(1)))).isEqualTo("just-started");
  }

  @Test
  void whereNothingCanBeLeftTheNextDeskWaits() throws Exception {
    Files.writeString(data.resolve("commands"), "in the way of the folder");
    desk.stop();
    desk = desk();
    assertThat(code(request("a", clock.now.plusSeconds(1)))).isEqualTo("just-started");
    assertThat(code(new CommandRequest("b", Optional.empty(), OPEN))).isEqualTo("done");
  }

  @Test
  void whatIsOfAnotherTimeOpensNothing() throws Exception {
    Instant now = clock.instant();
    assertThat(code(request("a", now.minusSeconds(7)))).isEqualTo("command-stale");
    clock.now = now.plusSeconds(60);
    assertThat(code(request("b", clock.now.minusSeconds(31)))).isEqualTo("command-stale");
    assertThat(code(request("c", clock.now.plusSeconds(6)))).isEqualTo("command-early");
    assertThat(doors.orders).isEmpty();
    assertThat(audit.of("command-refused").map(entry -> entry.details().get("code")))
        .containsExactly("command-stale", "command-stale", "command-early");
    assertThat(code(request("d", clock.now.minusSeconds(29)))).isEqualTo("done");
    assertThat(code(request("e", clock.now.plusSeconds(4)))).isEqualTo("done");
    assertThat(code(new CommandRequest("f", Optional.empty(), OPEN))).isEqualTo("done");
  }

  @Test
  void whatWasRefusedAsStaleMayBeOrderedAnewUnderItsId() throws Exception {
    Instant now = clock.instant();
    assertThat(code(request("a", now.minusSeconds(7)))).isEqualTo("command-stale");
    assertThat(code(request("a", now))).isEqualTo("done");
  }

  @Test
  void commandThatCameBeforeIsAnsweredAsThenHoweverLate() throws Exception {
    CommandRequest request = request("a", clock.instant());
    CommandResult first = answer(desk.carryOut(request, LIFT));
    clock.now = clock.now.plusSeconds(300);
    assertThat(answer(desk.carryOut(request, LIFT))).isEqualTo(first);
    assertThat(doors.orders).hasSize(1);
    assertThat(audit.actions()).containsExactly("door-ordered", "door-opened");
  }

  @Test
  void secondOneWaitsForTheFirst() throws Exception {
    CompletableFuture<DoorOutcome> lock = new CompletableFuture<>();
    doors.answer = () -> lock;
    CompletionStage<CommandResult> first = desk.carryOut(request("a"), LIFT);
    CompletionStage<CommandResult> second = desk.carryOut(request("a"), LIFT);
    assertThat(second.toCompletableFuture()).isNotDone();
    lock.complete(new DoorOutcome.Opened("It is released", 1));
    assertThat(answer(second)).isEqualTo(answer(first));
    assertThat(doors.orders).hasSize(1);
  }

  @Test
  void ofManyAtOnceOneIsDone() throws Exception {
    int many = 16;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<CommandResult>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        answers.add(
            threads.submit(
                () -> {
                  go.await();
                  return answer(desk.carryOut(request("a"), LIFT));
                }));
      }
      go.countDown();
      for (Future<CommandResult> each : answers) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(answers.get(0).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(doors.orders).hasSize(1);
    assertThat(audit.actions()).containsExactly("door-ordered", "door-opened");
  }

  @Test
  void idIsForOneCommandOfOneCallerByOneWay() throws Exception {
    assertThat(code(request("a"))).isEqualTo("done");
    CommandRequest other =
        new CommandRequest("a", Optional.empty(), new Command.DoorHold(PaperDoors.FRONT, 5));
    assertThat(code(other)).isEqualTo("command-id-used");
    assertThat(doors.holds).isEmpty();
    Caller byCoap =
        new Caller(LIFT.subject(), LIFT.kind(), Caller.Through.COAP, LIFT.grants(), LIFT.person());
    assertThat(answer(desk.carryOut(other, byCoap)).code()).isEqualTo("done");
    Caller another = caller("hvac", Grant.of(Role.MANAGER));
    assertThat(answer(desk.carryOut(other, another)).code()).isEqualTo("done");
    assertThat(doors.holds).hasSize(2);
  }

  @Test
  void whoOrdersTooOftenIsRefusedAndNobodyElseIs() throws Exception {
    settings.configure(Map.of("commandsPerSecond", "1", "commandBurst", "3"));
    for (int i = 0; i < 3; i++) {
      assertThat(code(request("a" + i))).isEqualTo("done");
    }
    for (int i = 0; i < 50; i++) {
      CommandResult refused = answer(desk.carryOut(request("b" + i), LIFT));
      assertThat(refused.code()).isEqualTo("too-many-commands");
      assertThat(refused.state()).isEqualTo(State.REFUSED);
    }
    // It stays refused: whoever was told so must not see a door open later.
    settings.configure(Map.of("commandsPerSecond", "1000", "commandBurst", "100000"));
    assertThat(code(request("b0"))).isEqualTo("too-many-commands");
    assertThat(code(request("c"))).isEqualTo("done");
    assertThat(answer(desk.carryOut(request("a"), caller("hvac", Grant.of(Role.MANAGER)))).code())
        .isEqualTo("done");
    assertThat(doors.orders).hasSize(5);
    assertThat(audit.of("command-refused")).hasSize(1);
  }

  @Test
  void floodOfStaleOnesDoesNotFillTheAudit() throws Exception {
    settings.configure(Map.of("commandsPerSecond", "1", "commandBurst", "3"));
    for (int i = 0; i < 50; i++) {
      assertThat(code(request("a" + i, Instant.EPOCH))).isEqualTo("command-stale");
    }
    assertThat(audit.of("command-refused")).hasSize(3);
  }

  @Test
  void doorOutOfSightIsAnsweredAsOneThatIsNotThere() throws Exception {
    CommandResult hidden =
        answer(desk.carryOut(request("a", new Command.DoorOpen(PaperDoors.YARD)), LIFT));
    CommandResult missing =
        answer(desk.carryOut(request("b", new Command.DoorOpen(new DoorId("no-door"))), LIFT));
    assertThat(hidden.code()).isEqualTo("unknown-door").isEqualTo(missing.code());
    assertThat(hidden.sentence()).isEqualTo(missing.sentence());
    assertThat(code(request("c", new Command.DoorSecure(null)))).isEqualTo("unknown-door");
    assertThat(doors.orders).isEmpty();
  }

  @Test
  void whoSeesADoorAndMayNotWorkItIsToldSo() throws Exception {
    CommandResult refused =
        answer(desk.carryOut(request("a"), caller("bms", Grant.of(Role.SYSTEM))));
    assertThat(refused.code()).isEqualTo("forbidden");
    assertThat(audit.of("command-refused"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("bms");
              assertThat(entry.through()).isEqualTo("mqtt");
              assertThat(entry.details())
                  .containsEntry("door", "front-door")
                  .containsEntry("request", "a");
            });
    assertThat(doors.orders).isEmpty();
  }

  @Test
  void whatCannotBeWrittenDownIsNotDone() throws Exception {
    audit.broken = true;
    assertThat(code(request("a"))).isEqualTo("audit-unwritable");
    neighbours.audit = null;
    assertThat(code(request("b", new Command.DoorSecure(PaperDoors.FRONT))))
        .isEqualTo("audit-unwritable");
    assertThat(doors.orders).isEmpty();
    assertThat(doors.secured).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void withoutADoorControlNothingMoves() throws Exception {
    neighbours.doors = null;
    assertThat(code(request("a"))).isEqualTo("unreachable");
    assertThat(answer(desk.carryOut(request("a"), caller("bms"))).code()).isEqualTo("unknown-door");
  }

  @Test
  void doorControlThatFailsLeavesItUnknownAndIsNotAskedAgain() throws Exception {
    doors.answer =
        () -> {
          throw new IllegalStateException("broken");
        };
    CommandResult thrown = answer(desk.carryOut(request("a"), LIFT));
    doors.answer = () -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
    CommandResult failed = answer(desk.carryOut(request("b"), LIFT));
    assertThat(thrown.state()).isEqualTo(failed.state()).isEqualTo(State.UNKNOWN);
    assertThat(doors.orders).hasSize(2);
    assertThat(audit.actions())
        .containsExactly("door-ordered", "door-timed-out", "door-ordered", "door-timed-out");
  }

  static Stream<DoorOutcome> refusals() {
    return Stream.of(
        new DoorOutcome.Denied("fire-release", "Open to everybody"),
        new DoorOutcome.Cancelled("door-removed", "Gone"),
        new DoorOutcome.Unreachable("No answer"),
        new DoorOutcome.TimedOut("Asked, and no answer"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatTheDoorSaysIsPassedOn(DoorOutcome outcome) throws Exception {
    doors.answers(outcome);
    CommandResult result = answer(desk.carryOut(request("a"), LIFT));
    assertThat(result.sentence()).isEqualTo(outcome.sentence());
    assertThat(result.state())
        .isEqualTo(outcome instanceof DoorOutcome.TimedOut ? State.UNKNOWN : State.REFUSED);
    assertThat(audit.entries()).hasSize(2);
    assertThat(audit.of("door-opened")).isEmpty();
    assertThat(doors.orders).hasSize(1);
  }

  @Test
  void openingIsWrittenDownToldAndAnsweredUnderOneVisit() throws Exception {
    CommandResult result = answer(desk.carryOut(request("a"), LIFT));
    assertThat(result.state()).isEqualTo(State.DONE);
    assertThat(result.command()).isEqualTo("door-open");
    String visit = result.visit().orElseThrow();
    assertThat(visit).startsWith("cmd-");
    assertThat(doors.orders)
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.visit().value()).isEqualTo(visit);
              assertThat(order.methods()).containsExactly(EntryMethod.HUMAN);
            });
    assertThat(events)
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event)
                  .isInstanceOfAny(DoorEvent.DoorOrdered.class, DoorEvent.DoorAnswered.class);
              assertThat(((DoorEvent) event).door()).isEqualTo(PaperDoors.FRONT);
            });
    assertThat(((DoorEvent.DoorAnswered) events.get(1)).visit().value()).isEqualTo(visit);
    assertThat(audit.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("lift");
              assertThat(entry.through()).isEqualTo("mqtt");
              assertThat(entry.details()).containsEntry("request", "a");
            });
  }

  @Test
  void holdIsItsCallersOwnAndIsRenewed() throws Exception {
    Command hold = new Command.DoorHold(PaperDoors.FRONT, 60);
    answer(desk.carryOut(request("a", hold), LIFT));
    answer(desk.carryOut(request("b", hold), LIFT));
    answer(desk.carryOut(request("a", hold), caller("hvac", Grant.of(Role.MANAGER))));
    assertThat(doors.holds).extracting(order -> order.lease()).containsOnly(Duration.ofMinutes(1));
    assertThat(doors.holds.get(0).id())
        .isEqualTo(doors.holds.get(1).id())
        .isNotEqualTo(doors.holds.get(2).id());
    assertThat(
            answer(desk.carryOut(request("c", new Command.DoorSecure(PaperDoors.FRONT)), LIFT))
                .code())
        .isEqualTo("done");
    assertThat(doors.secured).containsExactly("front-door by lift");
    assertThat(audit.actions().subList(0, 2))
        .containsExactly("command-ordered", "command-answered");
    assertThat(events).isEmpty();
  }

  @Test
  void stoppingAnswersWhatWasBegunAndTakesNothingNew() throws Exception {
    doors.answer = CompletableFuture::new;
    CompletionStage<CommandResult> begun = desk.carryOut(request("a"), LIFT);
    desk.stop();
    assertThat(answer(begun).state()).isEqualTo(State.UNKNOWN);
    assertThat(audit.actions()).containsExactly("door-ordered", "door-timed-out");
    assertThat(code(request("b"))).isEqualTo("stopping");
    assertThat(doors.orders).hasSize(1);
  }

  private HouseCommandDesk desk() {
    // No second passes in which one more command would be allowed.
    return new HouseCommandDesk(settings, neighbours, data, clock, () -> 0);
  }

  private String code(CommandRequest request) throws Exception {
    return answer(desk.carryOut(request, LIFT)).code();
  }

  private static CommandResult answer(CompletionStage<CommandResult> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static CommandRequest request(String id) {
    return request(id, OPEN);
  }

  private static CommandRequest request(String id, Command command) {
    return new CommandRequest(id, Optional.empty(), command);
  }

  private static CommandRequest request(String id, Instant issuedAt) {
    return new CommandRequest(id, Optional.of(issuedAt), OPEN);
  }

  private static Caller caller(String subject, Grant... grants) {
    return new Caller(
        subject, Caller.Kind.MACHINE, Caller.Through.MQTT, Set.of(grants), Optional.empty());
  }

  /** A wall clock that a test sets. */
  private static final class SetClock extends Clock {
    volatile Instant now = Instant.parse("2026-03-31T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
