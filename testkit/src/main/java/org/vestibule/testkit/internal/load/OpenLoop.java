// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.VestibuleException;

/**
 * Makes calls at a fixed rate, whether earlier ones have been answered or not, and measures each
 * from the moment at which it was due. So a stall counts for every call that it held up, and not
 * only for the one that met it (coordinated omission). A bounded number of threads take the calls
 * one after the other. Thread-safe.
 */
final class OpenLoop {
  /** One call; harmless when repeated. */
  @FunctionalInterface
  interface Work {
    /**
     * @param call its number
     * @throws Exception when it was not answered, or not rightly
     */
    void call(int call) throws Exception;
  }

  private final CallLog log;
  private final Work work;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final long begun;
  private volatile boolean over;

  /**
   * Begins.
   *
   * @param name of its threads
   * @param threads calls that may be under way at once
   * @param begun when the first call is due, on {@link System#nanoTime()}
   */
  OpenLoop(String name, int threads, long begun, CallLog log, Work work) {
    this.begun = begun;
    this.log = log;
    this.work = work;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::take, "vestibule-load-" + name + "-" + i);
      thread.setDaemon(true);
      this.threads.add(thread);
      thread.start();
    }
  }

  /** Makes no more calls; waits until those under way have ended. */
  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
      thread.join();
    }
  }

  private void take() {
    for (int call = next.getAndIncrement(); call < log.capacity(); call = next.getAndIncrement()) {
      long due = begun + TimeUnit.MICROSECONDS.toNanos(log.dueMicros(call));
      if (!awaited(due)) {
        return;
      }
      try {
        work.call(call);
        log.answered(call, System.nanoTime() - due);
      } catch (Exception | LinkageError e) {
        log.failed(call, System.nanoTime() - due, why(e));
      }
    }
  }

  private boolean awaited(long due) {
    while (!over) {
      long left = due - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      LockSupport.parkNanos(left);
    }
    return false;
  }

  private static String why(Throwable failure) {
    return failure instanceof VestibuleException typed
        ? typed.code() + ": " + typed.getMessage()
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
