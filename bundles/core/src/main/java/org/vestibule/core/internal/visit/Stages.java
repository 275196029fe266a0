// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** What one visit waits for, by name. On the visit's thread only. */
final class Stages {
  /** Tells a visit that a stage has ended. */
  interface End {
    /** Runs {@code telling}, unless the visit is over. */
    void tell(Runnable telling);
  }

  private final Executor visit;
  private final ScheduledExecutorService timers;
  private final End end;
  private final Map<String, StageRun<?>> running = new HashMap<>();

  /**
   * @param visit the visit's own thread
   */
  Stages(Executor visit, ScheduledExecutorService timers, End end) {
    this.visit = visit;
    this.timers = timers;
    this.end = end;
  }

  /** Returns whether nothing runs. */
  boolean idle() {
    return running.isEmpty();
  }

  boolean runs(String stage) {
    return running.containsKey(stage);
  }

  /**
   * Starts a stage.
   *
   * @param ended told its result or its failure on the visit's own thread
   */
  <R> void run(
      String stage,
      ExecutorService pool,
      LongSupplier leftNanos,
      Callable<R> work,
      BiConsumer<R, Throwable> ended) {
    StageRun<?>[] own = new StageRun<?>[1];
    own[0] =
        StageRun.<R>start(
            visit,
            timers,
            pool,
            leftNanos,
            work,
            (result, failure) ->
                end.tell(
                    () -> {
                      // One that was given up just when it ended must not end its successor.
                      if (running.remove(stage, own[0])) {
                        ended.accept(result, failure);
                      }
                    }));
    running.put(stage, own[0]);
  }

  /** Gives a stage up, whatever it does; nobody is told. */
  void cancel(String stage) {
    StageRun<?> run = running.remove(stage);
    if (run != null) {
      run.cancel();
    }
  }

  /** Gives everything up but what has a name that begins so: that goes on unwatched. */
  void cancelAllBut(String prefix) {
    running.forEach(
        (stage, run) -> {
          if (!stage.startsWith(prefix)) {
            run.cancel();
          }
        });
    running.clear();
  }
}
