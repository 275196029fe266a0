// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Cancelled;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.DoorOutcome.TimedOut;
import org.vestibule.api.door.DoorOutcome.Unreachable;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** Orders at a door whose lock does what a test tells it. */
class DoorsTest {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final DoorId FRONT = new DoorId("front-door");

  /** How long a test waits for what comes; a busy machine may need a part of it. */
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path data;
  private final ScriptedLock lock = new ScriptedLock();
  private final DoorAudit audit = new DoorAudit();
  private Leaves leaves;
  private Doors doors;
  private final BlockingQueue<VestibuleEvent> events = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    audit.open();
    leaves = new Leaves(audit, data);
    doors = new Doors(leaves, audit);
    doors.setPublisher(events::add);
    doors.addActuator(lock, Map.of("service.id", 7L));
    configure("a", patient());
  }

  @AfterEach
  void stop() throws Exception {
    doors.close();
    leaves.close();
    audit.close();
  }

  @Test
  void aThousandUsesOfOneOrderMoveTheLockOnce() throws Exception {
    UnlockOrder order = order(FRONT, Duration.ofSeconds(30));
    ExecutorService crowd = Executors.newFixedThreadPool(16);
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<DoorOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      outcomes.add(
          CompletableFuture.supplyAsync(
                  () -> {
                    await(go);
                    return doors.unlock(order);
                  },
                  crowd)
              .thenCompose(stage -> stage));
    }
    go.countDown();
    DoorOutcome first = outcomes.get(0).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(first).isInstanceOf(Opened.class);
    for (CompletableFuture<DoorOutcome> outcome : outcomes) {
      assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(first);
    }
    crowd.shutdown();
    assertThat(lock.releases.get()).isEqualTo(1);
  }

  @Test
  void anotherOrderUnderTheIdOfAUsedOneIsRefused() throws Exception {
    UnlockOrder order = order(FRONT, Duration.ofSeconds(30));
    DoorOutcome first = unlock(order);
    UnlockOrder other =
        new UnlockOrder(
            order.id(),
            order.door(),
            new PersonId("eve"),
            order.visit(),
            order.methods(),
            order.evidence(),
            order.capturedAt(),
            order.capturedNanos(),
            order.expiresAtNanos());
    assertThat(denied(other)).isEqualTo("order-used");
    assertThat(unlock(order)).isSameAs(first);
    assertThat(lock.releases.get()).isEqualTo(1);
  }

  @Test
  void aRefusedOrderStaysRefusedHoweverOftenItComes() throws Exception {
    lock.behave(ScriptedLock.Mode.REFUSE);
    UnlockOrder order = order(FRONT, Duration.ofSeconds(30));
    DoorOutcome first = unlock(order);
    lock.behave(ScriptedLock.Mode.OPEN);
    assertThat(unlock(order)).isSameAs(first).isInstanceOf(Denied.class);
    assertThat(lock.releases.get()).isZero();
  }

  @Test
  void whatWasSeenTooLongAgoOrNotYetOpensNothing() throws Exception {
    configure("a", Map.of("id", "front-door", "actuator", "scripted"));
    assertThat(denied(seen(Duration.ofMillis(1600)))).isEqualTo("capture-stale");
    assertThat(denied(seen(Duration.ofSeconds(-5)))).isEqualTo("capture-stale");
    configure("a", patient());
    assertThat(unlock(seen(Duration.ofMillis(200)))).isInstanceOf(Opened.class);
    assertThat(unlock(seen(Duration.ofMillis(1600)))).isInstanceOf(Opened.class);
  }

  @Test
  void everyWayInOfAnOrderMustBeOneOfTheDoor() throws Exception {
    Map<String, Object> settings = patient();
    settings.put("methods", "face,pass,human");
    configure("a", settings);
    assertThat(unlock(by(EntryMethod.PASS))).isInstanceOf(Opened.class);
    assertThat(unlock(by(EntryMethod.FACE, EntryMethod.HUMAN))).isInstanceOf(Opened.class);
    assertThat(unlock(by(EntryMethod.FACE, EntryMethod.CODE)).sentence()).contains("code");
    assertThat(denied(by(EntryMethod.FACE, EntryMethod.CODE))).isEqualTo("method-off");
    assertThat(denied(by())).isEqualTo("method-off");
    assertThat(lock.releases.get()).isEqualTo(2);
  }

  @Test
  void deadOrdersAndUnknownDoorsAreRefusedBeforeAnythingMoves() throws Exception {
    assertThat(denied(order(FRONT, Duration.ZERO))).isEqualTo("order-expired");
    assertThat(denied(order(FRONT, Duration.ofMillis(-1)))).isEqualTo("order-expired");
    assertThat(denied(order(new DoorId("no-door"), Duration.ofSeconds(1))))
        .isEqualTo("unknown-door");
    assertThat(lock.releases.get()).isZero();
  }

  @Test
  void aFaceDoesNotOpenADoorThatHasFacesSwitchedOff() throws Exception {
    configure("a", Map.of("id", "front-door", "actuator", "scripted", "methods", "card,human"));
    assertThat(denied(order(FRONT, Duration.ofSeconds(30)))).isEqualTo("method-off");
  }

  @Test
  void anOrderThatDiesWhileItWaitsForTheLockIsRefused() throws Exception {
    lock.behave(ScriptedLock.Mode.HOLD);
    var first = doors.unlock(order(FRONT, Duration.ofSeconds(30))).toCompletableFuture();
    assertThat(lock.entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    UnlockOrder brief = order(FRONT, Duration.ofMillis(20));
    var second = doors.unlock(brief).toCompletableFuture();
    while (!brief.expired(System.nanoTime())) {
      Thread.onSpinWait();
    }
    lock.held.release();
    assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Opened.class);
    assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(Denied.class, d -> assertThat(d.code()).isEqualTo("order-expired"));
    assertThat(lock.releases.get()).isEqualTo(1);
  }

  @Test
  void aHangingLockTimesOutAndIsInterrupted() throws Exception {
    Map<String, Object> settings = patient();
    settings.put("answerMillis", "2000");
    configure("a", settings);
    lock.behave(ScriptedLock.Mode.HANG);
    DoorOutcome outcome = unlock(order(FRONT, Duration.ofSeconds(30)));
    assertThat(outcome).isInstanceOf(TimedOut.class);
    assertThat(outcome.sentence()).contains("2000 ms").contains("not known");
    assertThat(lock.interrupted.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    lock.behave(ScriptedLock.Mode.OPEN);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30)))).isInstanceOf(Opened.class);
  }

  @Test
  void whatWaitedBehindAHangingLockWasNeverAsked() throws Exception {
    lock.behave(ScriptedLock.Mode.HANG);
    var first = doors.unlock(order(FRONT, Duration.ofSeconds(30))).toCompletableFuture();
    assertThat(lock.entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    List<CompletableFuture<DoorOutcome>> waiting = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      waiting.add(doors.unlock(order(FRONT, Duration.ofSeconds(30))).toCompletableFuture());
    }
    assertThat(waiting.get(16).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(Unreachable.class);
    assertThat(waiting.get(16).join().sentence())
        .contains("too many")
        .contains("nothing was moved");
    doors.deleted("a");
    for (CompletableFuture<DoorOutcome> outcome : waiting.subList(0, 16)) {
      assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Cancelled.class, c -> assertThat(c.code()).isEqualTo("door-removed"));
    }
    doors.removeActuator(lock);
    assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(TimedOut.class);
    assertThat(lock.releases.get()).isZero();
  }

  @Test
  void eachFailureOfALockIsToldAsWhatItIs() throws Exception {
    lock.behave(ScriptedLock.Mode.REFUSE);
    assertThat(denied(order(FRONT, Duration.ofSeconds(30)))).isEqualTo("device-refused");
    lock.behave(ScriptedLock.Mode.LOST);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30)))).isInstanceOf(Unreachable.class);
    lock.behave(ScriptedLock.Mode.SILENT);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30)))).isInstanceOf(TimedOut.class);
    lock.behave(ScriptedLock.Mode.BREAK);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30)))).isInstanceOf(TimedOut.class);
  }

  @Test
  void aDriverThatVanishesMidReleaseIsAnsweredAtOnce() throws Exception {
    lock.behave(ScriptedLock.Mode.HANG);
    var outcome = doors.unlock(order(FRONT, Duration.ofSeconds(30))).toCompletableFuture();
    assertThat(lock.entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    doors.removeActuator(lock);
    assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS).sentence())
        .contains("driver went away");
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30))).sentence()).contains("no driver");
    assertThat(doors.status().state()).isEqualTo(State.DEGRADED);
    assertThat(doors.status().cause()).isEqualTo(Cause.DEPENDENCY);
    assertThat(doors.status().sentence()).contains("front-door").contains("scripted");
    doors.addActuator(lock, Map.of("service.id", 8L));
    lock.behave(ScriptedLock.Mode.OPEN);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30)))).isInstanceOf(Opened.class);
  }

  @Test
  void aStopMidOrderStillGivesTheOutcome() throws Exception {
    lock.behave(ScriptedLock.Mode.HANG);
    var outcome = doors.unlock(order(FRONT, Duration.ofSeconds(30))).toCompletableFuture();
    assertThat(lock.entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    doors.close();
    assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(TimedOut.class);
    assertThat(unlock(order(FRONT, Duration.ofSeconds(30))))
        .isInstanceOfSatisfying(Cancelled.class, c -> assertThat(c.code()).isEqualTo("stopping"));
  }

  @Test
  void everyOrderHasExactlyOneOutcomeInTimeWhateverTheLockDoes() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    configure("a", Map.of("id", "front-door", "actuator", "scripted", "answerMillis", "100"));
    AtomicInteger outcomes = new AtomicInteger();
    List<CompletableFuture<DoorOutcome>> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lock.behave(ScriptedLock.Mode.chosenBy(random));
      long life = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(150);
      var outcome = doors.unlock(order(FRONT, Duration.ofMillis(life))).toCompletableFuture();
      outcome.thenRun(outcomes::incrementAndGet);
      all.add(outcome);
      if (random.nextInt(3) == 0) {
        outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
    for (CompletableFuture<DoorOutcome> outcome : all) {
      assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(lock.mostAtOnce.get()).isEqualTo(1);
    long opened = all.stream().filter(o -> o.join() instanceof Opened).count();
    assertThat(opened).isBetween(1L, (long) lock.releases.get());
  }

  @Test
  void changesOfTheLockAreToldOnceAndInOrder() throws Exception {
    assertThat(change()).isEqualTo("UNKNOWN LOCKED");
    lock.state = DoorState.UNLOCKED;
    assertThat(change()).isEqualTo("LOCKED UNLOCKED");
    lock.state = DoorState.UNREACHABLE;
    assertThat(change()).isEqualTo("UNLOCKED UNREACHABLE");
    assertThat(doors.state(FRONT)).isEqualTo(DoorState.UNREACHABLE);
    assertThat(doors.status().cause()).isEqualTo(Cause.NETWORK);
    doors.unsetPublisher(null);
    lock.state = DoorState.LOCKED;
    assertThat(change()).isEqualTo("UNREACHABLE LOCKED");
    assertThat(doors.status().sentence()).isEqualTo("1 door configured, 1 lock answers");
    assertThat(events).isEmpty();
    assertThat(doors.doors())
        .singleElement()
        .satisfies(d -> assertThat(d.title()).isEqualTo("front-door"));
    assertThat(doors.state(new DoorId("no-door"))).isEqualTo(DoorState.UNKNOWN);
  }

  @Test
  void aDoorWithOnlyBiometricWaysInCannotBeConfigured() {
    configure("b", Map.of("id", "side-door", "actuator", "scripted", "methods", "face"));
    assertThat(doors.status().cause()).isEqualTo(Cause.CONFIGURATION);
    assertThat(doors.status().sentence()).contains("every door needs a non-biometric way in");
    assertThat(doors.doors()).hasSize(1);
    configure("b", Map.of("id", "side-door", "actuator", "scripted", "methods", new String[] {}));
    assertThat(doors.status().sentence()).contains("no way in");
    configure("b", Map.of("id", "side-door", "actuator", "scripted", "methods", "voice,human"));
    assertThat(doors.status().sentence()).contains("'voice'");
  }

  @Test
  void impossibleValuesAreRefusedAndTheGoodOnesStay() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("id", "front-door", "actuator", "scripted", "pulseMillis", "499"),
            Map.of("id", "front-door", "actuator", "scripted", "answerMillis", 10001),
            Map.of("id", "front-door", "actuator", "scripted", "pulseMilis", "600"),
            Map.of("id", "front-door", "actuator", "scripted", "heldOpenMillis", "999"),
            Map.of("id", "front-door", "actuator", "scripted", "forcedGraceMillis", "10001"),
            Map.of("id", "front-door", "actuator", "scripted", "exitMillis", "0"),
            Map.of("id", "front-door", "actuator", "scripted", "captureMillis", "0"),
            Map.of("id", "Front Door", "actuator", "scripted"),
            Map.of("id", "front-door"))) {
      configure("a", bad);
      assertThat(doors.status().state()).isEqualTo(State.DEGRADED);
      assertThat(doors.status().cause()).isEqualTo(Cause.CONFIGURATION);
      assertThat(doors.doors()).hasSize(1);
    }
    configure("b", Map.of("id", "front-door", "actuator", "scripted"));
    assertThat(doors.doors()).hasSize(1);
    configure("a", Map.of("id", "front-door", "actuator", "scripted", "title", "Main"));
    doors.deleted("b");
    until(State.READY);
    assertThat(doors.doors().get(0).title()).isEqualTo("Main");
  }

  private String change() throws InterruptedException {
    DoorStateChanged change = (DoorStateChanged) events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return change.before() + " " + change.after();
  }

  private String denied(UnlockOrder order) throws Exception {
    return ((Denied) unlock(order)).code();
  }

  private DoorOutcome unlock(UnlockOrder order) throws Exception {
    return doors.unlock(order).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void configure(String pid, Map<String, Object> properties) {
    doors.updated(pid, new Hashtable<>(properties));
  }

  /** A lock that may take its time, and an order that may wait for it. */
  private static Map<String, Object> patient() {
    return new HashMap<>(
        Map.of(
            "id", "front-door",
            "actuator", "scripted",
            "answerMillis", "10000",
            "captureMillis", "10000"));
  }

  private static UnlockOrder order(DoorId door, Duration life) {
    long now = System.nanoTime();
    return new UnlockOrder(
        "o-" + NEXT.incrementAndGet(),
        door,
        new PersonId("ada"),
        new VisitId("v-1"),
        "seen",
        Instant.now(),
        now,
        now + life.toNanos());
  }

  private static UnlockOrder seen(Duration ago) {
    UnlockOrder now = order(FRONT, Duration.ofSeconds(30));
    return new UnlockOrder(
        now.id(),
        now.door(),
        now.person(),
        now.visit(),
        now.evidence(),
        now.capturedAt(),
        now.capturedNanos() - ago.toNanos(),
        now.expiresAtNanos());
  }

  private static UnlockOrder by(EntryMethod... methods) {
    UnlockOrder face = order(FRONT, Duration.ofSeconds(30));
    return new UnlockOrder(
        face.id(),
        face.door(),
        face.person(),
        face.visit(),
        Set.of(methods),
        face.evidence(),
        face.capturedAt(),
        face.capturedNanos(),
        face.expiresAtNanos());
  }

  /** A door that was just configured is ready when the watch has asked its lock. */
  private void until(State state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (doors.status().state() != state) {
      assertThat(System.nanoTime() - end).as(doors.status().sentence()).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
