// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.Trail;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** A lock that says nothing when the fire is over, by a clock that only the test moves. */
@Timeout(120)
class FireEndsTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final long LOOK_MILLIS = 20;

  @TempDir Path data;
  private final AtomicLong now = new AtomicLong();
  private final ScriptedLock lock = new ScriptedLock();
  private final DoorAudit audit = new DoorAudit();
  private final Actuators actuators = new Actuators();
  private final LockCalls calls = new LockCalls(actuators);
  private volatile Optional<Door> door = Optional.empty();
  private volatile boolean burns;
  private Leaves leaves;
  private Door front;
  private FireEnds ends;

  @BeforeEach
  void start() throws Exception {
    audit.open();
    audit.setTrail(new Trail());
    leaves = new Leaves(audit, data);
    actuators.add(lock, Map.of("service.id", 7L));
    // Nobody but the lock itself ends a call here.
    front =
        new Door(
            DoorSettings.of(
                Map.of("id", "front-door", "actuator", "scripted", "answerMillis", "10000")));
    door = Optional.of(front);
    Holds holds = new Holds(calls, leaves, audit);
    ends = new FireEnds(calls, holds, id -> door, id -> burns, now::get);
    lock.deaf = true;
  }

  @AfterEach
  void stop() throws Exception {
    calls.close();
    front.close();
    leaves.close();
    audit.close();
  }

  @Test
  void aSilentLockIsAskedOnceASecondUntilItAnswers() throws Exception {
    ends.begin(FRONT);
    asked();
    for (int second = 1; second <= 3; second++) {
      pass(Duration.ofSeconds(1));
      asked();
    }
    assertThat(ends.open()).containsExactly(FRONT);
    lock.deaf = false;
    pass(Duration.ofSeconds(1));
    String told = null;
    while (told == null) {
      ends.look();
      told = lock.told.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    assertThat(told).isEqualTo("secure");
    over();
    assertThat(lock.unheard.availablePermits()).as("asked more often").isZero();
    pass(Duration.ofSeconds(1));
    ends.look();
    assertThat(lock.told).as("asked after it had answered").isEmpty();
  }

  @Test
  void whoeverIsLetInWhileTheLockComesBackKeepsTheirPulse() throws Exception {
    ends.begin(FRONT);
    asked();
    lock.deaf = false;
    front.pulses(now.get() + Duration.ofSeconds(5).toNanos());
    pass(Duration.ofSeconds(1));
    over();
    assertThat(lock.told).as("the rest of the pulse, and no lock").containsExactly("hold 4");
  }

  @Test
  void aPulseThatIsOverKeepsNoLockReleased() throws Exception {
    ends.begin(FRONT);
    asked();
    lock.deaf = false;
    front.pulses(now.get() + Duration.ofSeconds(1).toNanos());
    pass(Duration.ofSeconds(1));
    over();
    assertThat(lock.told).containsExactly("secure");
  }

  @Test
  void itIsAskedNoMoreOnceItsLeaseHasEnded() throws Exception {
    ends.begin(FRONT);
    asked();
    pass(HoldOrder.MOST_LEASE);
    lock.deaf = false;
    over();
    assertThat(lock.told).isEmpty();
    assertThat(lock.unheard.availablePermits()).isZero();
  }

  @Test
  void aDoorThatIsTakenAwayIsForgotten() throws Exception {
    ends.begin(FRONT);
    asked();
    door = Optional.empty();
    over();
    door = Optional.of(front);
    pass(Duration.ofSeconds(1));
    ends.look();
    assertThat(ends.open()).isEmpty();
  }

  @Test
  void aFireThatIsBackEndsTheAsking() throws Exception {
    ends.begin(FRONT);
    asked();
    burns = true;
    ends.drop(FRONT);
    pass(Duration.ofSeconds(1));
    ends.look();
    assertThat(ends.open()).isEmpty();
    assertThat(lock.unheard.availablePermits()).isZero();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Waits until the lock was asked once, and looks all the while as the doors' clock does. */
  private void asked() throws InterruptedException {
    while (!lock.unheard.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      ends.look();
    }
  }

  /** Waits until nothing is left to be asked. */
  private void over() {
    while (!ends.open().isEmpty()) {
      ends.look();
      Thread.onSpinWait();
    }
  }
}
