// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * Keeps the locks released that a fire alarm released: asks again until each has confirmed, and
 * renews it. This is no life safety: the fire alarm also cuts the lock's supply by wire.
 * Thread-safe.
 */
final class FireReleases implements Leaves.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(FireReleases.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long RENEWAL_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * A door that a fire releases.
   *
   * @param askNanos when its lock is asked next
   * @param asking whether it is being asked
   * @param confirmed whether it said that it is released when it was asked last
   * @param told whether a person was told that the lock does not follow
   */
  private record Burning(long askNanos, boolean asking, boolean confirmed, boolean told) {}

  private final LockCalls calls;
  private final Function<DoorId, Optional<Door>> doors;
  private final FireEnds ends;
  private final Map<DoorId, Burning> burning = new ConcurrentHashMap<>();

  FireReleases(LockCalls calls, Holds holds, Function<DoorId, Optional<Door>> doors) {
    this.calls = calls;
    this.doors = doors;
    ends = new FireEnds(calls, holds, doors, burning::containsKey, System::nanoTime);
    calls.every(LOOK, () -> burning.keySet().forEach(this::release));
    calls.every(LOOK, ends::look);
  }

  @Override
  public void fire(DoorId door, boolean active) {
    if (active) {
      // First, so that no lock is given back that burns; and again when it burns already: its lock
      // may be another one since.
      burning.put(door, new Burning(System.nanoTime(), false, false, false));
      ends.drop(door);
      release(door);
    } else {
      burning.remove(door);
      ends.begin(door);
    }
  }

  private void release(DoorId id) {
    Optional<Door> door = doors.apply(id);
    Burning now = burning.get(id);
    if (door.isPresent()
        && now != null
        && isDue(now, door.get())
        && burning.replace(id, now, new Burning(now.askNanos(), true, false, now.told()))) {
      calls.run(door.get(), new Release(id)).thenAccept(outcome -> released(id, outcome));
    }
  }

  /**
   * A lock that confirmed and is found locked has lost it: its driver was replaced, or restarted.
   */
  private static boolean isDue(Burning now, Door door) {
    long nanos = System.nanoTime();
    boolean lost =
        now.confirmed()
            && door.state() == DoorState.LOCKED
            && now.askNanos() - nanos <= RENEWAL_NANOS - LOOK.toNanos();
    return !now.asking() && (lost || nanos - now.askNanos() >= 0);
  }

  private void released(DoorId id, DoorOutcome outcome) {
    boolean impossible =
        outcome instanceof Denied denied && denied.code().equals("hold-unsupported");
    boolean confirmed = outcome instanceof Opened;
    long wait = confirmed || impossible ? RENEWAL_NANOS : LOOK.toNanos();
    burning.computeIfPresent(
        id,
        (door, before) -> {
          if (!confirmed && !before.told()) {
            LOG.warn("A fire releases door {}, and not its lock: {}", id, outcome.sentence());
          }
          return new Burning(System.nanoTime() + wait, false, confirmed, !confirmed);
        });
  }

  /** Releases a lock, or renews that. */
  private final class Release implements LockCall {
    private final DoorId door;

    Release(DoorId door) {
      this.door = door;
    }

    @Override
    public Optional<DoorOutcome> refusal() {
      return burning.containsKey(door)
          ? Optional.empty()
          : Optional.of(new Denied("fire-over", "The fire alarm is over"));
    }

    @Override
    public String ask(DoorActuator actuator) throws VestibuleException, InterruptedException {
      actuator.hold(door, HoldOrder.MOST_LEASE);
      if (!burning.containsKey(door)) {
        // The fire ended while the lock was asked: whoever locks it then may have come before this.
        ends.giveBack(actuator, door);
      }
      return "released by the fire alarm";
    }
  }
}
