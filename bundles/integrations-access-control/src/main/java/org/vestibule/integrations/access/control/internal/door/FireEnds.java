// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.TimedOut;
import org.vestibule.api.door.DoorOutcome.Unreachable;
import org.vestibule.api.door.HoldOrder;

/**
 * Gives the locks back that a fire released, once it is over: to those who hold them, to whoever is
 * being let in, or locked. One that does not answer is asked again until it does, or until the
 * lease of its release has ended and it locks by itself. Thread-safe.
 */
final class FireEnds {
  private static final Logger LOG = LoggerFactory.getLogger(FireEnds.class);
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * A door whose fire is over, and whose lock has not answered since.
   *
   * @param endNanos when the longest lease of its release has ended
   * @param askNanos when its lock is asked next
   * @param asking whether it is being asked
   * @param told whether a person was told that the lock does not follow
   */
  private record Over(long endNanos, long askNanos, boolean asking, boolean told) {}

  private final LockCalls calls;
  private final Holds holds;
  private final Function<DoorId, Optional<Door>> doors;
  private final Predicate<DoorId> burns;
  private final LongSupplier nanos;
  private final Map<DoorId, Over> over = new ConcurrentHashMap<>();

  /**
   * @param burns whether a fire releases a door now
   * @param nanos a clock that never goes back
   */
  FireEnds(
      LockCalls calls,
      Holds holds,
      Function<DoorId, Optional<Door>> doors,
      Predicate<DoorId> burns,
      LongSupplier nanos) {
    this.calls = calls;
    this.holds = holds;
    this.doors = doors;
    this.burns = burns;
    this.nanos = nanos;
  }

  /** The fire at a door is over. */
  void begin(DoorId door) {
    long now = nanos.getAsLong();
    over.put(door, new Over(now + HoldOrder.MOST_LEASE.toNanos(), now, false, false));
    ask(door);
  }

  /** The fire is back. */
  void drop(DoorId door) {
    over.remove(door);
  }

  /** Asks whose turn it is; must be called every so often, and does not wait. */
  void look() {
    over.keySet().forEach(this::ask);
  }

  /** Returns the doors whose locks have not answered yet. */
  Set<DoorId> open() {
    return Set.copyOf(over.keySet());
  }

  private void ask(DoorId id) {
    Over now = over.get(id);
    if (now == null || now.asking()) {
      return;
    }
    Optional<Door> door = doors.apply(id);
    long at = nanos.getAsLong();
    if (door.isEmpty()) {
      // Taken away: under the same id another one may come.
      over.remove(id, now);
    } else if (at - now.endNanos() >= 0) {
      LOG.warn("Door {} locks by its lease: its lock did not answer after the fire", id);
      over.remove(id, now);
    } else if (at - now.askNanos() >= 0) {
      Over asked = new Over(now.endNanos(), at + AGAIN_NANOS, true, now.told());
      if (over.replace(id, now, asked)) {
        calls.run(door.get(), new Relock(id)).thenAccept(out -> answered(id, asked, out));
      }
    }
  }

  private void answered(DoorId id, Over asked, DoorOutcome outcome) {
    boolean silent = outcome instanceof Unreachable || outcome instanceof TimedOut;
    if (!silent) {
      over.remove(id, asked);
    } else {
      over.replace(id, asked, new Over(asked.endNanos(), asked.askNanos(), false, true));
    }
    boolean refused = outcome instanceof Denied denied && !denied.code().equals("hold-unsupported");
    if (!asked.told() && (silent || refused) && !burns.test(id)) {
      LOG.warn("The fire at door {} is over, and not for its lock: {}", id, outcome.sentence());
    }
  }

  /** Gives a lock back to those who hold it and to whoever was just let in, or locks it. */
  void giveBack(DoorActuator actuator, DoorId door)
      throws VestibuleException, InterruptedException {
    Duration held = holds.left(door);
    // To lock would end a pulse: somebody may be walking through.
    Duration pulse =
        doors.apply(door).map(each -> each.pulseLeft(nanos.getAsLong())).orElse(Duration.ZERO);
    Duration left = held.compareTo(pulse) > 0 ? held : pulse;
    if (left.isZero()) {
      actuator.secure(door);
    } else {
      actuator.hold(door, left);
    }
  }

  /** Gives one back, unless the fire is back. */
  private final class Relock implements LockCall {
    private final DoorId door;

    Relock(DoorId door) {
      this.door = door;
    }

    @Override
    public Optional<DoorOutcome> refusal() {
      return burns.test(door)
          ? Optional.of(new Denied("fire-release", "The fire alarm is back"))
          : Optional.empty();
    }

    @Override
    public String ask(DoorActuator actuator) throws VestibuleException, InterruptedException {
      giveBack(actuator, door);
      return "no longer released by the fire alarm";
    }
  }
}
