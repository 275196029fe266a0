// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recogniser's threads. Each hearing has one that waits for its feed; recognition has half the
 * cores, four at most, so that one loud visitor does not slow the doors; partial texts have one
 * that works only while recognition does not. Thread-safe.
 */
final class RecogniserThreads {
  private static final Logger LOG = LoggerFactory.getLogger(RecogniserThreads.class);
  private static final long STOP_SECONDS = 5;
  private static final long IDLE_SECONDS = 30;

  // Twice the hearings: a slow listener or a draining lease holds its thread, not its place.
  private final ExecutorService readers =
      pool(0, 2 * Settings.MOST_CONCURRENT, new SynchronousQueue<>(), "hearing");
  private final ThreadPoolExecutor recognition;
  private final ThreadPoolExecutor spare = pool(0, 1, new SynchronousQueue<>(), "partial");
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, named("clock"));

  RecogniserThreads() {
    clock.setRemoveOnCancelPolicy(true);
    int cores = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    recognition =
        pool(cores, cores, new LinkedBlockingQueue<>(4 * Settings.MOST_CONCURRENT), "recognition");
  }

  private static ThreadPoolExecutor pool(
      int least, int most, BlockingQueue<Runnable> queue, String name) {
    return new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, named(name));
  }

  /** Runs a hearing; a {@link RejectedExecutionException} says that no thread is free. */
  void read(Runnable hearing) {
    readers.execute(hearing);
  }

  /** Returns where texts that somebody waits for are made. */
  ExecutorService recognition() {
    return recognition;
  }

  /** Returns where partial texts are made; takes one at a time and rejects others. */
  ExecutorService spare() {
    return spare;
  }

  /** Returns whether nobody waits for a text. */
  boolean idle() {
    return recognition.getActiveCount() == 0 && recognition.getQueue().isEmpty();
  }

  /** Calls {@code alarm} after {@code delay}, unless it is cancelled. */
  ScheduledFuture<?> alarm(Runnable alarm, Duration delay) {
    return clock.schedule(alarm, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs slow work where recognition runs; nothing happens once this is closed. */
  void inBackground(Runnable work, Duration delay) {
    try {
      alarm(() -> recognition.execute(work), delay);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed before background work could begin");
    }
  }

  /** Takes no hearing any more, has those under way ended, and waits for the threads, bounded. */
  void close(Runnable endHearings) {
    readers.shutdown();
    endHearings.run();
    await(readers);
    clock.shutdownNow();
    spare.shutdown();
    recognition.shutdown();
    await(spare);
    await(recognition);
  }

  private static void await(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Threads of speech recognition did not end in {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "vestibule-audio-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
