// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.vestibule.core.internal.Threads;

/**
 * The threads of all visits, one bulkhead for each kind of work: a verifier that hangs for ever
 * uses up the threads for faces, never those that ring or open doors. Each is bounded; what does
 * not fit is refused at once and the visit goes on without it.
 */
final class Workers {
  private static final Duration INTERRUPTED = Duration.ofMillis(500);

  private final ExecutorService visits = pool("visit", 2, Integer.MAX_VALUE);
  private final ExecutorService faces = pool("face", 16, 256);
  private final ExecutorService passes = pool("pass", 4, 16);
  private final ExecutorService pictures = pool("picture", 16, 16);
  private final ExecutorService speech = pool("speech", 16, 256);
  private final ExecutorService sound = pool("sound", 32, 64);
  private final ExecutorService bell = pool("bell", 8, 256);
  private final ExecutorService doors = pool("door", 8, 64);
  private final ExecutorService rights = pool("rights", 4, 256);
  private final ExecutorService paper = pool("paper", 1, 10_000);
  private final ExecutorService journal = pool("journal", 1, 1000);
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, Threads.named("timer"));

  Workers() {
    timers.setRemoveOnCancelPolicy(true);
  }

  private static ExecutorService pool(String name, int threads, int queue) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queue),
            Threads.named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Returns the threads on which visits think; nothing here ever waits. */
  ExecutorService visits() {
    return visits;
  }

  ExecutorService faces() {
    return faces;
  }

  /** Returns the threads that look for passes; beyond them a visit goes without. */
  ExecutorService passes() {
    return passes;
  }

  /** Returns the threads that read pictures for people; beyond them nobody looks. */
  ExecutorService pictures() {
    return pictures;
  }

  ExecutorService speech() {
    return speech;
  }

  /** Returns the threads that read stations' microphones and write to their loudspeakers. */
  ExecutorService sound() {
    return sound;
  }

  ExecutorService bell() {
    return bell;
  }

  ExecutorService doors() {
    return doors;
  }

  /** Returns the threads on which the rights are asked, and told how orders ended. */
  ExecutorService rights() {
    return rights;
  }

  /** Returns the one thread that writes audit entries off the door path, in order. */
  ExecutorService paper() {
    return paper;
  }

  /** Returns the one thread that hands visits to the journal, and waits for its disk. */
  ExecutorService journal() {
    return journal;
  }

  ScheduledExecutorService timers() {
    return timers;
  }

  /**
   * Interrupts whatever still works, but lets the audit be written, visits be kept, and the rights
   * be told how orders ended, within {@code patience}.
   */
  void stop(Duration patience) throws InterruptedException {
    timers.shutdownNow();
    List<ExecutorService> waiting = List.of(faces, passes, pictures, speech, sound, bell, doors);
    waiting.forEach(ExecutorService::shutdownNow);
    for (ExecutorService pool : waiting) {
      pool.awaitTermination(INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS);
    }
    visits.shutdown();
    visits.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    rights.shutdown();
    rights.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    rights.shutdownNow();
    paper.shutdown();
    paper.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    journal.shutdown();
    journal.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    journal.shutdownNow();
  }
}
