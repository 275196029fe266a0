// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Runs one thing after the other, in the order in which they came, on the threads of others. So
 * what it runs needs no lock. Thread-safe.
 */
final class Serial implements Executor {
  private final Executor pool;
  private final Consumer<Throwable> failed;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  /**
   * @param failed is told of what went wrong; what comes after it runs all the same
   */
  Serial(Executor pool, Consumer<Throwable> failed) {
    this.pool = pool;
    this.failed = failed;
  }

  @Override
  public void execute(Runnable work) {
    synchronized (waiting) {
      waiting.add(work);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      pool.execute(this::run);
    } catch (RejectedExecutionException e) {
      // The bundle stops, or is overrun: whoever asks does the work.
      run();
    }
  }

  private void run() {
    for (Runnable work = take(); work != null; work = take()) {
      try {
        work.run();
      } catch (RuntimeException | LinkageError e) {
        // A bundle that is being replaced takes its classes with it.
        failed.accept(e);
      }
    }
  }

  private Runnable take() {
    synchronized (waiting) {
      Runnable work = waiting.poll();
      running = work != null;
      return work;
    }
  }
}
