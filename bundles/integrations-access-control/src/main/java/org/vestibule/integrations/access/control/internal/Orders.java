// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

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
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Unreachable;
import org.vestibule.api.door.UnlockOrder;

/**
 * Carries out orders: each is used once, in time, and has exactly one outcome within its door's
 * answer time, whatever the driver does. Thread-safe.
 */
final class Orders {
  private final Actuators actuators;
  private final UsedOrders used = new UsedOrders();
  private final Set<OrderRun> running = ConcurrentHashMap.newKeySet();
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

  Orders(Actuators actuators) {
    this.actuators = actuators;
    clock.setRemoveOnCancelPolicy(true);
    clock.scheduleWithFixedDelay(() -> used.sweep(System.nanoTime()), 10, 10, TimeUnit.SECONDS);
  }

  /** Carries out an order; the stage never completes exceptionally. */
  CompletionStage<DoorOutcome> give(UnlockOrder order, Optional<Door> door) {
    if (closed) {
      return answered(new Unreachable("The doors' bundle is stopping; nothing was moved"));
    }
    if (door.isEmpty()) {
      return answered(new Denied("unknown-door", "There is no door " + order.door() + " here"));
    }
    // Every order rests on a face, see UnlockOrder.evidence.
    if (!door.get().settings().methods().contains("face")) {
      return answered(
          new Denied("method-off", "A face does not open " + door.get().settings().title()));
    }
    long now = System.nanoTime();
    if (order.expired(now)) {
      return answered(OrderRun.expired());
    }
    UsedOrders.Use use = used.use(order, now);
    if (use == UsedOrders.Use.AGAIN) {
      return answered(new Denied("order-used", "The order was used before; give a new one"));
    }
    if (use == UsedOrders.Use.NO_ROOM) {
      return answered(
          new Denied("too-many-orders", "More than " + UsedOrders.MOST + " orders are alive"));
    }
    DoorSettings settings = door.get().settings();
    Optional<DoorActuator> actuator = actuators.find(settings.actuator());
    if (actuator.isEmpty()) {
      return answered(
          new Unreachable(
              settings.title() + ": no driver '" + settings.actuator() + "'; nothing was moved"));
    }
    return run(new OrderRun(order, settings, actuator.get(), answers), door.get());
  }

  /** Interrupts what waits for a driver that went away. */
  void actuatorWent(DoorActuator actuator) {
    for (OrderRun run : running) {
      if (run.usesActuator(actuator)) {
        run.stop("its driver went away");
      }
    }
  }

  void close() throws InterruptedException {
    closed = true;
    running.forEach(run -> run.stop("the doors' bundle stopped"));
    clock.shutdownNow();
    answers.shutdown();
    answers.awaitTermination(2, TimeUnit.SECONDS);
  }

  private CompletionStage<DoorOutcome> run(OrderRun run, Door door) {
    running.add(run);
    run.outcome().thenRun(() -> running.remove(run));
    try {
      long millis = door.settings().answer().toMillis();
      ScheduledFuture<?> deadline =
          clock.schedule(
              () -> run.stop("no confirmation within " + millis + " ms"),
              millis,
              TimeUnit.MILLISECONDS);
      run.outcome().thenRun(() -> deadline.cancel(false));
      door.execute(run.work());
    } catch (RejectedExecutionException e) {
      run.stop("too many orders wait for it, or it is being removed");
    }
    if (closed) {
      // The stop may have passed between the first look and the note above.
      run.stop("the doors' bundle stopped");
    }
    return run.outcome();
  }

  private static CompletionStage<DoorOutcome> answered(DoorOutcome outcome) {
    return CompletableFuture.<DoorOutcome>completedFuture(outcome).minimalCompletionStage();
  }
}
