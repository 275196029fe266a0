// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.DoorOutcome.TimedOut;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.Trail;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** Doors that are held open, locked on demand, and released by a fire alarm. */
class HoldsTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path data;
  private final ScriptedLock lock = new ScriptedLock();
  private final Trail trail = new Trail();
  private final DoorAudit audit = new DoorAudit();
  private Leaves leaves;
  private Doors doors;

  @BeforeEach
  void start() {
    audit.open();
    audit.setTrail(trail);
    leaves = new Leaves(audit, data);
    doors = new Doors(leaves, audit);
    doors.addActuator(lock, Map.of("service.id", 7L));
    configure();
  }

  @AfterEach
  void stop() throws Exception {
    doors.close();
    leaves.close();
    audit.close();
  }

  @Test
  void aLockThatCannotStayReleasedSaysSo() throws Exception {
    lock.holds = false;
    assertThat(denied(doors.hold(hold("a", 5)))).isEqualTo("hold-unsupported");
    assertThat(trail.next()).isEqualTo("door-held {door=front-door, hold=a, why=moving day}");
    assertThat(trail.next()).startsWith("door-hold-ended").contains("did not confirm");
    assertThat(denied(doors.secure(FRONT, "ada"))).isEqualTo("hold-unsupported");
    assertThat(denied(doors.hold(new HoldOrder("b", new DoorId("no-door"), "", seconds(5)))))
        .isEqualTo("unknown-door");
  }

  @Test
  void noHoldBeginsThatIsNotInTheAudit() throws Exception {
    trail.fill();
    assertThat(denied(doors.hold(hold("a", 5)))).isEqualTo("audit-unwritable");
    audit.unsetTrail(trail);
    assertThat(denied(doors.hold(hold("a", 5)))).isEqualTo("audit-missing");
    assertThat(lock.told).isEmpty();
  }

  @Test
  void aHoldThatIsRenewedHasOneBeginAndEndsByItself() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(get(doors.hold(hold("a", 3)))).isInstanceOf(Opened.class);
    }
    assertThat(trail.next()).startsWith("door-held");
    assertThat(trail.next())
        .isEqualTo("door-hold-ended {door=front-door, hold=a, why=nobody renewed it}");
    assertThat(lock.told).containsExactly("hold 3", "hold 3", "hold 3");
  }

  @Test
  void aRenewalDoesNotShortenWhatAnotherHolderWasPromised() throws Exception {
    get(doors.hold(hold("a", 300)));
    get(doors.hold(hold("b", 1)));
    assertThat(lock.told.poll()).isEqualTo("hold 300");
    assertThat(lock.told.poll()).startsWith("hold 29");
    configureSide();
    assertThat(denied(doors.hold(new HoldOrder("a", new DoorId("side-door"), "", seconds(5)))))
        .isEqualTo("order-used");
  }

  @Test
  void aHoldThatIsNotConfirmedTimesOutAndHasItsEndInTheAudit() throws Exception {
    configure(2000);
    lock.behave(ScriptedLock.Mode.HANG);
    assertThat(get(doors.hold(hold("a", 5)))).isInstanceOf(TimedOut.class);
    assertThat(trail.next()).startsWith("door-held");
    assertThat(trail.next()).startsWith("door-hold-ended");
  }

  @Test
  void securingEndsEveryHold() throws Exception {
    get(doors.hold(hold("a", 300)));
    get(doors.hold(hold("b", 300)));
    assertThat(get(doors.secure(FRONT, "ada"))).isInstanceOf(Opened.class);
    assertThat(trail.next()).startsWith("door-held");
    assertThat(trail.next()).startsWith("door-held");
    assertThat(trail.next()).contains("secured by ada");
    assertThat(trail.next()).contains("secured by ada");
    assertThat(trail.next()).isEqualTo("door-secured {by=ada, door=front-door}");
    assertThat(lock.told).endsWith("secure");
  }

  @Test
  void aStopEndsHoldsAndLocks() throws Exception {
    get(doors.hold(hold("a", 300)));
    doors.close();
    assertThat(lock.told).containsExactly("hold 300", "secure");
    audit.close();
    trail.next();
    assertThat(trail.next()).contains("the doors' bundle stopped");
  }

  @Test
  void aRemovedDoorIsLocked() throws Exception {
    get(doors.hold(hold("a", 300)));
    doors.deleted("a");
    assertThat(told()).isEqualTo("hold 300");
    assertThat(told()).isEqualTo("secure");
  }

  @Test
  void aFireReleasesTheLockWhateverElseIsWanted() throws Exception {
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    assertThat(denied(doors.unlock(order()))).isEqualTo("fire-release");
    assertThat(denied(doors.secure(FRONT, "ada"))).isEqualTo("fire-release");
    // A short hold does not shorten what the fire needs.
    get(doors.hold(hold("a", 1)));
    assertThat(told()).isEqualTo("hold 300");
    // A new instance of this bundle finds the fire in its file.
    doors.close();
    leaves.close();
    assertThat(lock.told).isEmpty();
    leaves = new Leaves(audit, data);
    doors = new Doors(leaves, audit);
    doors.addActuator(lock, Map.of("service.id", 7L));
    configure();
    assertThat(told()).isEqualTo("hold 300");
    leaves.gone("panel");
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, false);
    assertThat(told()).isEqualTo("secure");
    assertThat(get(doors.unlock(order()))).isInstanceOf(Opened.class);
  }

  @Test
  void aFireAsksALockThatDoesNotAnswerUntilItDoes() throws Exception {
    lock.behave(ScriptedLock.Mode.LOST);
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(lock.entered.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    lock.behave(ScriptedLock.Mode.OPEN);
    assertThat(told()).isEqualTo("hold 300");
  }

  @Test
  void aLockThatIsSilentWhenTheFireEndsIsAskedUntilItLocks() throws Exception {
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    lock.deaf = true;
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, false);
    assertThat(lock.unheard.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    lock.deaf = false;
    assertThat(told()).isEqualTo("secure");
  }

  @Test
  void aFireThatEndsCutsNoPulseUnlessSomebodyLocked() throws Exception {
    configure(10_000, 60_000);
    assertThat(get(doors.unlock(order()))).isInstanceOf(Opened.class);
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, false);
    assertThat(told()).startsWith("hold ").isNotEqualTo("hold 300");
    get(doors.secure(FRONT, "ada"));
    assertThat(told()).isEqualTo("secure");
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, false);
    assertThat(told()).isEqualTo("secure");
  }

  @Test
  void aLockThatIsFoundLockedInAFireIsReleasedAgainAtOnce() throws Exception {
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    lock.state = DoorState.LOCKED;
    assertThat(told()).as("its driver was restarted").isEqualTo("hold 300");
  }

  @Test
  void aDoorThatGetsAnotherDriverInAFireIsReleasedByThatOneToo() throws Exception {
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(told()).isEqualTo("hold 300");
    configure();
    assertThat(told()).isEqualTo("hold 300");
  }

  @Test
  void aDoorThatWasTakenAwayInAFireIsNotReleasedWhenItComesBackAfterIt() throws Exception {
    lock.behave(ScriptedLock.Mode.HOLD);
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    assertThat(lock.entered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    doors.deleted("a");
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, false);
    // Ends with everything told, while the lock is still being asked.
    leaves.close();
    lock.behave(ScriptedLock.Mode.OPEN);
    lock.held.release();
    assertThat(told()).isEqualTo("hold 300");
    assertThat(told()).as("it was under way when the fire ended").isEqualTo("secure");
    configure();
    assertThat(lock.told.poll(2500, TimeUnit.MILLISECONDS))
        .as("the clock of fire releases looks each second")
        .isNull();
    assertThat(get(doors.unlock(order()))).isInstanceOf(Opened.class);
  }

  @Test
  void aHoldThatWasUnderWayWhenTheDoorWasLockedHoldsNothing() throws Exception {
    lock.behave(ScriptedLock.Mode.HOLD);
    CompletionStage<DoorOutcome> hold = doors.hold(hold("a", 300));
    lock.entered.acquire();
    CompletionStage<DoorOutcome> locked = doors.secure(FRONT, "ada");
    lock.behave(ScriptedLock.Mode.OPEN);
    lock.held.release();
    assertThat(get(hold)).isInstanceOf(Opened.class);
    assertThat(get(locked)).isInstanceOf(Opened.class);
    get(doors.hold(hold("b", 1)));
    assertThat(lock.told).containsExactly("hold 300", "secure", "hold 1");
  }

  @Test
  void aDoorThatGetsAnotherDriverIsNotLeftHeldByTheOneBefore() throws Exception {
    get(doors.hold(hold("a", 300)));
    doors.updated("a", new Hashtable<>(Map.of("id", "front-door", "actuator", "other")));
    assertThat(told()).isEqualTo("hold 300");
    assertThat(told()).isEqualTo("secure");
  }

  private void configure() {
    configure(10_000);
  }

  private void configure(int answerMillis) {
    configure(answerMillis, 5000);
  }

  private void configure(int answerMillis, int pulseMillis) {
    doors.updated(
        "a",
        new Hashtable<>(
            Map.of(
                "id",
                "front-door",
                "actuator",
                "scripted",
                "answerMillis",
                String.valueOf(answerMillis),
                "pulseMillis",
                String.valueOf(pulseMillis),
                "captureMillis",
                "10000")));
  }

  private void configureSide() {
    doors.updated("b", new Hashtable<>(Map.of("id", "side-door", "actuator", "scripted")));
  }

  private String told() throws InterruptedException {
    return lock.told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static HoldOrder hold(String id, int seconds) {
    return new HoldOrder(id, FRONT, "moving day", seconds(seconds));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static UnlockOrder order() {
    long now = System.nanoTime();
    return new UnlockOrder(
        "o-" + now,
        FRONT,
        new PersonId("ada"),
        new VisitId("v-1"),
        "seen",
        Instant.now(),
        now,
        now + seconds(30).toNanos());
  }

  private static String denied(CompletionStage<DoorOutcome> outcome) throws Exception {
    return ((Denied) get(outcome)).code();
  }

  private static DoorOutcome get(CompletionStage<DoorOutcome> outcome) throws Exception {
    return outcome.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
