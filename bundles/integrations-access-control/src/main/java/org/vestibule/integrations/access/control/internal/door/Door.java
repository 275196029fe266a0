// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.access.control.internal.Threads;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * A configured door: its settings, the state of its lock, and the one thread that moves it, so that
 * two orders never move it at the same time. Thread-safe.
 */
final class Door {
  /** Orders that may wait for the same lock; each has at most its answer time. */
  private static final int MOST_WAITING = 16;

  private final ThreadPoolExecutor lane;
  private volatile DoorSettings settings;
  private volatile DoorState state = DoorState.UNKNOWN;
  private volatile DoorState announced = DoorState.UNKNOWN;
  private volatile boolean actuatorHere;
  private volatile OptionalLong pulseEnd = OptionalLong.empty();

  Door(DoorSettings settings) {
    this.settings = settings;
    lane =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Threads.named("vestibule-door-" + settings.id()));
    lane.allowCoreThreadTimeOut(true);
  }

  DoorSettings settings() {
    return settings;
  }

  void update(DoorSettings next) {
    settings = next;
  }

  /**
   * Runs work on the door's own thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many orders wait
   */
  void execute(Runnable work) {
    lane.execute(work);
  }

  /** Takes no more orders; those that wait still get their turn. */
  void close() {
    lane.shutdown();
  }

  /** Waits for what is left to do after {@link #close}, and interrupts it after {@code nanos}. */
  void awaitEnd(long nanos) throws InterruptedException {
    if (!lane.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
      lane.shutdownNow();
    }
  }

  boolean closed() {
    return lane.isShutdown();
  }

  /** Notes until when its lock is released for whoever was let in last. */
  void pulses(long endNanos) {
    pulseEnd = OptionalLong.of(endNanos);
  }

  /** Notes that its lock was told to lock, whoever was let in. */
  void pulseEnded() {
    pulseEnd = OptionalLong.empty();
  }

  /** Returns how much longer whoever was let in last has; zero when that is over. */
  Duration pulseLeft(long nowNanos) {
    OptionalLong end = pulseEnd;
    return Duration.ofNanos(end.isEmpty() ? 0 : Math.max(0, end.getAsLong() - nowNanos));
  }

  DoorInfo info(Leaves.View leaf) {
    DoorSettings now = settings;
    return new DoorInfo(
        now.id(), now.title(), now.actuator(), state, leaf.contact(), leaf.alarms());
  }

  DoorState state() {
    return state;
  }

  /** Notes the lock's state; returns whether the house does not know it yet. */
  boolean observed(DoorState now, boolean actuatorIsHere) {
    state = now;
    actuatorHere = actuatorIsHere;
    return now != announced;
  }

  /** Returns the state that the house knows. */
  DoorState announced() {
    return announced;
  }

  void announced(DoorState told) {
    announced = told;
  }

  boolean actuatorHere() {
    return actuatorHere;
  }
}
