// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;

/**
 * The one thread that reads and writes the shelves: every change is made there, one after the
 * other, so that no lock is held while a disk is waited for. Thread-safe.
 */
final class Scribe {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final long PATIENCE_SECONDS = 20;
  private static final long STOP_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread made = new Thread(task, "vestibule-rights");
            made.setDaemon(true);
            return made;
          });

  /** Does something over and over. */
  void every(Runnable round, long millis) {
    thread.scheduleWithFixedDelay(guarded(round), 0, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something soon; nobody waits for it. */
  void soon(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("Not done any more: the rights stop");
    }
  }

  /** Does something soon; whoever wants may wait for its answer. */
  CompletableFuture<Boolean> ask(Callable<Boolean> task) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            try {
              answer.complete(task.call());
            } catch (Exception | LinkageError e) {
              answer.complete(false);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.complete(false);
    }
    return answer;
  }

  /**
   * Does something in the name of whoever asks, and waits for it.
   *
   * @throws VestibuleException what went wrong, or {@code storage-failed} when it takes too long
   */
  <T> T call(Acting.Deed<T, VestibuleException> deed) throws VestibuleException {
    Caller caller = Acting.now();
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            try {
              answer.complete(Acting.as(caller, deed));
            } catch (VestibuleException | RuntimeException | LinkageError e) {
              answer.completeExceptionally(e);
            }
          });
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VestibuleException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(e);
    } catch (RejectedExecutionException | TimeoutException e) {
      throw late(e);
    }
  }

  /** Ends after what was asked for last. */
  void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("The store takes too long: what was not written counts as used");
      thread.shutdownNow();
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | LinkageError e) {
        // A bundle that vanishes under a call must not end what is done over and over.
        LOG.warn("A round of the rights failed: {}", e.toString());
      }
    };
  }

  private static VestibuleException late(Exception cause) {
    return new VestibuleException(
        "storage-failed",
        "store",
        "no answer within " + PATIENCE_SECONDS + " s",
        "a store that answers",
        "Look whether it was done before you try again.",
        cause);
  }
}
