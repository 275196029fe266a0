// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * Keeps doors unlocked for those who renew it. A hold ends when nobody renews it, when the door is
 * secured, and with this bundle; it survives nothing. Its begin is in the audit before the lock is
 * asked. Thread-safe.
 */
final class Holds {
  private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private record Hold(HoldOrder order, long endsNanos) {}

  private final LockCalls calls;
  private final Leaves leaves;
  private final DoorAudit audit;
  private final Map<String, Hold> holds = new HashMap<>();

  Holds(LockCalls calls, Leaves leaves, DoorAudit audit) {
    this.calls = calls;
    this.leaves = leaves;
    this.audit = audit;
    calls.every(LOOK, () -> endDead(System.nanoTime()));
  }

  /** Begins a hold, or renews it. */
  CompletionStage<DoorOutcome> give(HoldOrder order, Door door) {
    return calls.run(door, new Keeping(order, door.settings()));
  }

  /** Returns how much longer a door is held at least; zero when nobody holds it. */
  synchronized Duration left(DoorId door) {
    long now = System.nanoTime();
    long most =
        holds.values().stream()
            .filter(hold -> hold.order().door().equals(door))
            .mapToLong(hold -> hold.endsNanos() - now)
            .max()
            .orElse(0);
    return Duration.ofNanos(Math.max(0, most));
  }

  /** Ends every hold of a door; whoever locks it does so. */
  void endAll(DoorId door, String why) {
    List<Hold> ended = new ArrayList<>();
    synchronized (this) {
      holds.values().stream().filter(hold -> hold.order().door().equals(door)).forEach(ended::add);
      ended.forEach(hold -> holds.remove(hold.order().id()));
    }
    ended.forEach(hold -> tellEnd(hold.order(), why));
  }

  /** Ends every hold and locks what was held, in {@code patience} at most. */
  void close(Collection<Door> doors, Actuators actuators, Duration patience)
      throws InterruptedException {
    for (Door door : doors) {
      DoorId id = door.settings().id();
      boolean lock = !left(id).isZero() && !leaves.view(id).fire();
      Optional<DoorActuator> actuator = actuators.find(door.settings().actuator());
      if (lock && actuator.isPresent()) {
        lastly(door, () -> secure(id, actuator.get()));
      }
      door.close();
      endAll(id, "the doors' bundle stopped");
    }
    long end = System.nanoTime() + patience.toNanos();
    for (Door door : doors) {
      door.awaitEnd(end - System.nanoTime());
    }
  }

  private static void lastly(Door door, Runnable work) {
    try {
      door.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.warn("Door {} locks by its lease: its driver does not return", door.settings().id());
    }
  }

  private static void secure(DoorId door, DoorActuator actuator) {
    try {
      actuator.secure(door);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      LOG.warn("Door {} locks by its lease: {}", door, e.getMessage());
    }
  }

  private void endDead(long nowNanos) {
    List<Hold> ended = new ArrayList<>();
    synchronized (this) {
      holds.values().stream().filter(hold -> nowNanos - hold.endsNanos() >= 0).forEach(ended::add);
      ended.forEach(hold -> holds.remove(hold.order().id()));
    }
    ended.forEach(hold -> tellEnd(hold.order(), "nobody renewed it"));
  }

  private synchronized Optional<Hold> find(String id) {
    return Optional.ofNullable(holds.get(id));
  }

  private synchronized void note(HoldOrder order, long endsNanos) {
    holds.put(order.id(), new Hold(order, endsNanos));
  }

  private void tellEnd(HoldOrder order, String why) {
    leaves.held(order.door(), !left(order.door()).isZero());
    audit.note(
        "door-hold-ended", Map.of("door", order.door().value(), "hold", order.id(), "why", why));
  }

  /** One hold, or its renewal, at its lock. */
  private final class Keeping implements LockCall {
    private final HoldOrder order;
    private final DoorSettings door;

    Keeping(HoldOrder order, DoorSettings door) {
      this.order = order;
      this.door = door;
    }

    @Override
    public Optional<DoorOutcome> refusal() {
      return find(order.id())
          .filter(hold -> !hold.order().door().equals(order.door()))
          .map(hold -> new Denied("order-used", "Another door is held under this id"));
    }

    @Override
    public String ask(DoorActuator actuator) throws VestibuleException, InterruptedException {
      boolean begins = find(order.id()).isEmpty();
      if (begins) {
        audit.require(
            "door-held",
            Map.of("door", order.door().value(), "hold", order.id(), "why", order.reason()));
      }
      boolean kept = false;
      try {
        // A renewal must not shorten what another holder was promised, nor what a fire needs.
        Duration others =
            leaves.view(order.door()).fire() ? HoldOrder.MOST_LEASE : left(order.door());
        Duration lease = order.lease().compareTo(others) > 0 ? order.lease() : others;
        long asked = System.nanoTime();
        actuator.hold(order.door(), lease);
        note(order, asked + order.lease().toNanos());
        leaves.held(order.door(), true);
        kept = true;
      } finally {
        if (begins && !kept) {
          tellEnd(order, "the lock did not confirm it");
        }
      }
      return door.title() + " is held open for " + order.lease().toSeconds() + " s";
    }
  }
}
