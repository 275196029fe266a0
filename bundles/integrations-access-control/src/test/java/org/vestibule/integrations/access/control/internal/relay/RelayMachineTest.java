// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.relay.RelayMachine.Want;

class RelayMachineTest {
  private static final DoorId OUTER = new DoorId("outer");
  private static final DoorId INNER = new DoorId("inner");
  private static final DoorId SHED = new DoorId("shed");
  private static final List<DoorId> DOORS = List.of(OUTER, INNER, SHED);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RelayMachine machine =
      new RelayMachine(
          List.of(
              new RelayDoor(OUTER, 0, Wiring.ENERGISE_TO_UNLOCK, Set.of(INNER)),
              new RelayDoor(INNER, 1, Wiring.ENERGISE_TO_UNLOCK, Set.of(OUTER)),
              new RelayDoor(SHED, 2, Wiring.ENERGISE_TO_LOCK, Set.of())));

  /** Near the end of the counter, which runs over: what is compared must not. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void interlocked(DoorId door) {
    assertThatThrownBy(() -> machine.pulse(door, SECOND, now))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("interlocked"));
  }

  @Test
  void aPulseEndsByItself() throws Exception {
    assertThat(machine.want(SHED, now)).isEqualTo(Want.SECURE);
    machine.pulse(SHED, SECOND, now);
    pass(SECOND.minusNanos(1));
    assertThat(machine.want(SHED, now)).isEqualTo(Want.LEAVE);
    assertThat(machine.untilNextEnd(now)).contains(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(machine.want(SHED, now)).isEqualTo(Want.SECURE);
    assertThat(machine.untilNextEnd(now)).isEmpty();
  }

  @Test
  void aHoldLastsWhileItIsRenewedAndAShortPulseDoesNotCutIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      machine.hold(SHED, SECOND, now);
      pass(Duration.ofMillis(900));
      assertThat(machine.want(SHED, now)).isEqualTo(Want.RELEASED);
    }
    machine.pulse(SHED, Duration.ofMillis(10), now);
    assertThat(machine.left(SHED, now)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(machine.want(SHED, now)).isEqualTo(Want.SECURE);
  }

  @Test
  void ofALockOnlyOneDoorIsOpen() throws Exception {
    machine.pulse(OUTER, SECOND, now);
    interlocked(INNER);
    machine.pulse(OUTER, SECOND, now);
    machine.pulse(SHED, SECOND, now);
    pass(SECOND);
    machine.seen(OUTER, true);
    interlocked(INNER);
    machine.seen(OUTER, false);
    machine.leaf(OUTER, true);
    interlocked(INNER);
    machine.leaf(OUTER, false);
    machine.pulse(INNER, SECOND, now);
    interlocked(OUTER);
  }

  @Test
  void aFireOpensBothDoorsOfALockAndStaysThroughARestart() throws Exception {
    machine.pulse(OUTER, SECOND, now);
    machine.fire(INNER, true);
    machine.secure(INNER);
    machine.secureAll();
    pass(Duration.ofDays(10));
    assertThat(machine.want(INNER, now)).isEqualTo(Want.RELEASED);
    assertThat(machine.want(OUTER, now)).isEqualTo(Want.SECURE);
    machine.pulse(INNER, SECOND, now);
    machine.hold(INNER, SECOND, now);
    machine.fire(INNER, false);
    assertThat(machine.want(INNER, now)).isEqualTo(Want.SECURE);
  }

  @Test
  void wiringSaysWhatCurrentDoes() {
    assertThat(Wiring.ENERGISE_TO_UNLOCK.output(true)).isTrue();
    assertThat(Wiring.ENERGISE_TO_LOCK.output(true)).isFalse();
    for (Wiring wiring : Wiring.values()) {
      assertThat(wiring.unlocked(wiring.output(true))).isTrue();
      assertThat(wiring.unlocked(wiring.output(false))).isFalse();
    }
  }

  /** Whatever happens in whatever order, on a device that does what it is told. */
  @Test
  void nothingOutlivesItsLeaseAndAFireAlwaysOpens() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<DoorId, Long> ends = new HashMap<>();
    Map<DoorId, Boolean> fires = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      DoorId door = DOORS.get(random.nextInt(DOORS.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> order(door, Duration.ofMillis(random.nextInt(1, 3000)), true, ends);
        case 2 -> order(door, Duration.ofMillis(random.nextInt(1, 3000)), false, ends);
        case 3 -> {
          machine.secure(door);
          ends.remove(door);
        }
        case 4 -> {
          fires.put(door, random.nextInt(4) == 0);
          machine.fire(door, fires.get(door));
        }
        case 5 -> {
          if (random.nextInt(50) == 0) {
            machine.secureAll();
            ends.clear();
          }
        }
        default -> pass(Duration.ofMillis(random.nextInt(1000)));
      }
      int open = 0;
      for (DoorId each : DOORS) {
        boolean fire = fires.getOrDefault(each, false);
        Want want = machine.want(each, now);
        boolean leased = ends.containsKey(each) && now - ends.get(each) < 0;
        String as = "seed " + seed + ", step " + step + ", " + each;
        if (fire) {
          assertThat(want).as(as).isEqualTo(Want.RELEASED);
        } else {
          assertThat(want != Want.SECURE).as(as).isEqualTo(leased);
          open += want != Want.SECURE && !each.equals(SHED) ? 1 : 0;
        }
        machine.seen(each, want != Want.SECURE);
      }
      assertThat(open).as("seed %d, step %d", seed, step).isLessThan(2);
    }
  }

  private void order(DoorId door, Duration length, boolean pulse, Map<DoorId, Long> ends) {
    try {
      if (pulse) {
        machine.pulse(door, length, now);
      } else {
        machine.hold(door, length, now);
      }
    } catch (VestibuleException e) {
      assertThat(e.code()).isEqualTo("interlocked");
      return;
    }
    // A pulse only lengthens; a hold is counted anew, and a pulse beside it goes on.
    if (machine.burns(door)) {
      return;
    }
    ends.put(door, now + machine.left(door, now).toNanos());
    assertThat(machine.left(door, now)).isGreaterThanOrEqualTo(length);
  }
}
