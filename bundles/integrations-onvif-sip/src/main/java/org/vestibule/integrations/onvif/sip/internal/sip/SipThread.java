// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which calls and registrations change, so that they need no locks. What waits
 * for it is bounded; its timers are, by the calls that have them. Thread-safe.
 */
final class SipThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SipThread.class);
  private static final int MOST_WAITING = 2048;

  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "vestibule-sip");
            thread.setDaemon(true);
            return thread;
          });

  SipThread() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Does something soon; returns false, and does not, where too much waits already. */
  boolean run(Runnable work) {
    if (waiting.incrementAndGet() > MOST_WAITING || executor.isShutdown()) {
      waiting.decrementAndGet();
      return false;
    }
    executor.execute(
        () -> {
          waiting.decrementAndGet();
          guarded(work);
        });
    return true;
  }

  /** Does something later; cancel what it returns where it is no longer needed. */
  Future<?> after(Duration delay, Runnable work) {
    try {
      return executor.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // SIP ends: what ends its calls goes on, and waits for nothing.
      return CompletableFuture.completedFuture(null);
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      // One call's trouble is not the others'.
      LOG.warn("Something of SIP went wrong", e);
    }
  }

  /** Does what waits, then ends. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
