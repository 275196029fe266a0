// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Cancelled;
import org.vestibule.api.door.DoorOutcome.Unreachable;
import org.vestibule.integrations.access.control.internal.Threads;

/**
 * Calls locks: each call has exactly one outcome within its door's answer time, whatever the driver
 * does. Thread-safe.
 */
final class LockCalls {
  private static final Logger LOG = LoggerFactory.getLogger(LockCalls.class);
  private static final String STOPPING = "stopping";
  private static final String STOPS = "the doors' bundle stops";

  private final Actuators actuators;
  private final Set<LockRun> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Threads.named("vestibule-door-clock"));
  private final ExecutorService answers =
      new ThreadPoolExecutor(
          0,
          16,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Threads.named("vestibule-door-answer"),
          // Also after a stop: an outcome is late rather than lost.
          (work, pool) -> work.run());
  private volatile boolean closed;

  LockCalls(Actuators actuators) {
    this.actuators = actuators;
    clock.setRemoveOnCancelPolicy(true);
  }

  /** Calls the lock of a door; the stage never completes exceptionally. */
  CompletionStage<DoorOutcome> run(Door door, LockCall call) {
    DoorSettings settings = door.settings();
    Optional<DoorActuator> actuator = actuators.find(settings.actuator());
    if (closed) {
      return answered(new Cancelled(STOPPING, "The doors' bundle stops; nothing was moved"));
    }
    if (actuator.isEmpty()) {
      return answered(
          new Unreachable(
              settings.title() + ": no driver '" + settings.actuator() + "'; nothing was moved"));
    }
    return run(new LockRun(settings, actuator.get(), call, answers), door);
  }

  /** Does something every so often until it is cancelled, on the clock's thread; must not wait. */
  ScheduledFuture<?> every(Duration period, Runnable work) {
    return clock.scheduleWithFixedDelay(
        () -> guarded(work), 0, period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Once that failed must not be the last time: holds and fires hang on it. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The doors' clock goes on after a failure", e);
    }
  }

  /** Interrupts what waits for a driver that went away. */
  void actuatorWent(DoorActuator actuator) {
    for (LockRun run : running) {
      if (run.usesActuator(actuator)) {
        run.giveUp("its driver went away");
      }
    }
  }

  /** Withdraws what waits for a door that is no longer here. */
  void doorWent(Door door) {
    for (LockRun run : running) {
      if (run.door().id().equals(door.settings().id())) {
        run.withdraw("door-removed", "the door was removed");
      }
    }
  }

  /** Takes no more calls, withdraws those that wait, and gives up on those that were asked. */
  void close() throws InterruptedException {
    closed = true;
    running.forEach(run -> run.cancel(STOPPING, STOPS));
    clock.shutdownNow();
    answers.shutdown();
    answers.awaitTermination(2, TimeUnit.SECONDS);
  }

  private CompletionStage<DoorOutcome> run(LockRun run, Door door) {
    running.add(run);
    run.outcome().thenRun(() -> running.remove(run));
    try {
      long millis = run.door().answer().toMillis();
      ScheduledFuture<?> deadline =
          clock.schedule(
              () -> run.giveUp("no confirmation within " + millis + " ms"),
              millis,
              TimeUnit.MILLISECONDS);
      run.outcome().thenRun(() -> deadline.cancel(false));
      door.execute(run.work());
    } catch (RejectedExecutionException e) {
      if (!closed && door.closed()) {
        run.withdraw("door-removed", "the door was removed");
      } else if (!closed) {
        run.giveUp("too many orders wait for it");
      }
    }
    if (closed) {
      // The stop may have passed between the first look and the note above.
      run.cancel(STOPPING, STOPS);
    }
    return run.outcome();
  }

  static CompletionStage<DoorOutcome> answered(DoorOutcome outcome) {
    return CompletableFuture.<DoorOutcome>completedFuture(outcome).minimalCompletionStage();
  }
}
