// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tries the models on a thread of its own until they answer. At most one trial waits at a time.
 * Thread-safe.
 */
final class WarmUp implements AutoCloseable {
  private static final long RETRY_SECONDS = 5;
  private static final long STOP_SECONDS = 5;

  private final BooleanSupplier trial;
  private ScheduledThreadPoolExecutor executor;
  private ScheduledFuture<?> waiting;

  /**
   * @param trial returns whether it succeeded; it is tried again later when not
   */
  WarmUp(BooleanSupplier trial) {
    this.trial = trial;
  }

  /** Begins with a first trial. */
  synchronized void start() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = Executors.defaultThreadFactory().newThread(task);
              thread.setName("vestibule-vision-warm-up");
              thread.setDaemon(true);
              return thread;
            });
    schedule(0);
  }

  /** Tries at once; before {@link #start} that is what start does anyway. */
  synchronized void soon() {
    schedule(0);
  }

  /** Tries in a while, unless a trial waits already. */
  synchronized void later() {
    if (waiting == null || waiting.isDone()) {
      schedule(RETRY_SECONDS);
    }
  }

  private synchronized void schedule(long seconds) {
    if (executor == null || executor.isShutdown()) {
      return;
    }
    if (waiting != null) {
      waiting.cancel(false);
    }
    waiting = executor.schedule(this::run, seconds, TimeUnit.SECONDS);
  }

  private void run() {
    if (!trial.getAsBoolean()) {
      schedule(RETRY_SECONDS);
    }
  }

  @Override
  public void close() {
    ScheduledThreadPoolExecutor stopped;
    synchronized (this) {
      stopped = executor;
      executor = null;
    }
    if (stopped == null) {
      return;
    }
    stopped.shutdownNow();
    try {
      stopped.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
