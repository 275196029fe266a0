// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what changes ask for, one after the other; what waits already is not asked for twice.
 * Thread-safe.
 */
final class Renewals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  private final Consumer<String> work;
  private final Executor executor;
  private final AtomicReference<String> waiting = new AtomicReference<>();

  /**
   * @param work is given the reason
   * @param executor {@code null} for a thread of its own
   */
  Renewals(Consumer<String> work, Executor executor) {
    this.work = work;
    this.executor =
        executor != null
            ? executor
            : Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task, "vestibule-face-thresholds");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** Asks for a run; returns at once. */
  void soon(String why) {
    if (waiting.getAndSet(why) != null) {
      return;
    }
    try {
      executor.execute(this::run);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed: {} is not looked at", why);
    }
  }

  private void run() {
    String why = waiting.getAndSet(null);
    try {
      work.accept(why);
    } catch (RuntimeException e) {
      LOG.error("Face thresholds cannot be derived anew; the ones before stay in force", e);
    }
  }

  @Override
  public void close() {
    if (executor instanceof ExecutorService own) {
      own.shutdownNow();
    }
  }
}
