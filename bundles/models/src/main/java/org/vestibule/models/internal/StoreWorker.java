// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;

/**
 * The one thread that loads and switches, one thing after the other. Whoever wants a switch waits
 * for it, so at most as many wait as there are callers.
 */
final class StoreWorker {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);

  /** Loading and trying the largest pack takes about a second; a loaded box takes longer. */
  private static final long SWITCH_SECONDS = 120;

  private static final long STOP_SECONDS = 5;

  private final Runnable afterEach;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-models");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param afterEach runs after each task, before its caller goes on
   */
  StoreWorker(Runnable afterEach) {
    this.afterEach = afterEach;
  }

  /** Does something again and again. */
  void every(long seconds, Runnable task) {
    worker.scheduleWithFixedDelay(() -> guarded(task), seconds, seconds, TimeUnit.SECONDS);
  }

  /** Does something later; nothing once stopped. */
  Future<?> later(Runnable task) {
    try {
      return worker.submit(
          () -> {
            guarded(task);
            afterEach.run();
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Runs on the worker and waits, bounded. */
  <T> T call(String input, Callable<T> task) throws ModelException {
    String found;
    Throwable cause;
    try {
      Future<T> answer =
          worker.submit(
              () -> {
                try {
                  return task.call();
                } finally {
                  afterEach.run();
                }
              });
      return answer.get(SWITCH_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException refused) {
        throw refused;
      }
      found = "the switch failed (" + e.getCause().getClass().getSimpleName() + ")";
      cause = e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      found = "the wait was interrupted";
      cause = e;
    } catch (TimeoutException e) {
      found = "still not loaded after " + SWITCH_SECONDS + " s";
      cause = e;
    } catch (RejectedExecutionException e) {
      found = "the model store is stopped";
      cause = e;
    }
    throw new ModelException(
        "model-run-failed",
        input,
        found,
        "a switch within " + SWITCH_SECONDS + " s",
        "See the log and the status of models; try again.",
        cause);
  }

  /** Finishes what was begun, so that what was done is also written down; then stops, bounded. */
  void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A model is still being loaded; it is closed when that ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.shutdownNow();
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | LinkageError e) {
      // A library that is not there would otherwise end in a future that nobody asks.
      LOG.error("The model store failed", e);
    }
  }
}
