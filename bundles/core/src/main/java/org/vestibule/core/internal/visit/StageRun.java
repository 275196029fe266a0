// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * One piece of work for a visit, under watch. It ends exactly once: with its result, with its
 * failure, or with a {@link TimeoutException} when its deadline has passed, whatever the work does
 * then. The end is told on the visit's own thread. Thread-safe.
 */
final class StageRun<R> {
  private final Executor visit;
  private final ScheduledExecutorService timers;
  private final LongSupplier leftNanos;
  private final BiConsumer<R, Throwable> end;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Future<?> task;
  private volatile Future<?> watch;

  private StageRun(
      Executor visit,
      ScheduledExecutorService timers,
      LongSupplier leftNanos,
      BiConsumer<R, Throwable> end) {
    this.visit = visit;
    this.timers = timers;
    this.leftNanos = leftNanos;
    this.end = end;
  }

  /**
   * Starts {@code work} on {@code pool}.
   *
   * @param leftNanos how long it may still take, asked again when that time is over
   * @param end told the result or the failure, the other being null
   */
  static <R> StageRun<R> start(
      Executor visit,
      ScheduledExecutorService timers,
      ExecutorService pool,
      LongSupplier leftNanos,
      Callable<R> work,
      BiConsumer<R, Throwable> end) {
    StageRun<R> run = new StageRun<>(visit, timers, leftNanos, end);
    try {
      run.task = pool.submit(() -> run.work(work));
      run.watch();
    } catch (RejectedExecutionException e) {
      run.end(null, e);
    }
    return run;
  }

  /** Ends it without telling anybody. */
  void cancel() {
    ended.set(true);
    stop();
  }

  private void work(Callable<R> work) {
    try {
      R result = work.call();
      end(result, null);
    } catch (Exception | Error e) {
      end(null, e);
    }
  }

  private void watch() {
    long left = leftNanos.getAsLong();
    if (left > 0) {
      watch = timers.schedule(this::watch, left, TimeUnit.NANOSECONDS);
    } else if (end(null, new TimeoutException("no answer in time"))) {
      stop();
    }
  }

  private boolean end(R result, Throwable failure) {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      Future<?> watching = watch;
      if (watching != null) {
        watching.cancel(false);
      }
      visit.execute(() -> end.accept(result, failure));
    }
    return first;
  }

  private void stop() {
    Future<?> working = task;
    if (working != null) {
      working.cancel(true);
    }
    Future<?> watching = watch;
    if (watching != null) {
      watching.cancel(false);
    }
  }
}
