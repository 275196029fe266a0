// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.integrations.access.control.internal.Threads;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * Asks each lock's state four times a second and tells the house what changed. One thread, so that
 * changes are told in order.
 */
final class LockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
  private static final long PERIOD_MILLIS = 250;

  private final Supplier<Collection<Door>> doors;
  private final Actuators actuators;
  private final Supplier<EventPublisher> publisher;
  private final Leaves leaves;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Threads.named("vestibule-door-watch"));

  LockWatch(
      Supplier<Collection<Door>> doors,
      Actuators actuators,
      Supplier<EventPublisher> publisher,
      Leaves leaves) {
    this.doors = doors;
    this.actuators = actuators;
    this.publisher = publisher;
    this.leaves = leaves;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::lookAtAll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks at one door soon, because something has just happened there. */
  void lookSoon(Door door) {
    if (!thread.isShutdown()) {
      thread.execute(() -> look(door));
    }
  }

  void close() throws InterruptedException {
    thread.shutdownNow();
    thread.awaitTermination(1, TimeUnit.SECONDS);
  }

  private void lookAtAll() {
    doors.get().forEach(this::look);
  }

  private void look(Door door) {
    try {
      Optional<DoorActuator> actuator = actuators.find(door.settings().actuator());
      DoorState now = actuator.map(a -> ask(a, door)).orElse(DoorState.UNREACHABLE);
      if (now != door.state()) {
        leaves.lock(door.settings().id(), now == DoorState.UNLOCKED);
      }
      EventPublisher house = publisher.get();
      if (door.observed(now, actuator.isPresent()) && house != null) {
        house.publish(
            new DoorStateChanged(Instant.now(), door.settings().id(), door.announced(), now));
        door.announced(now);
      }
    } catch (RuntimeException | LinkageError e) {
      // The next look comes in a moment: one that failed must not end them all.
      LOG.warn("The state of door {} could not be told", door.settings().id(), e);
    }
  }

  private static DoorState ask(DoorActuator actuator, Door door) {
    try {
      DoorState state = actuator.state(door.settings().id());
      return state == null ? DoorState.UNKNOWN : state;
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Actuator {} failed to tell its state", door.settings().actuator(), e);
      return DoorState.UNREACHABLE;
    }
  }
}
