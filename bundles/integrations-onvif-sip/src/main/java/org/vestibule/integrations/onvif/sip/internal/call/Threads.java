// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of calls: named, daemons, and no more than calls need. */
final class Threads {
  private static final int DECIDING = 4;
  private static final int WAITING = 1024;
  private static final int IDLE_SECONDS = 10;

  private Threads() {}

  /** Returns a factory of threads with a name. */
  static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Returns what calls decide on. */
  static ExecutorService deciding() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            DECIDING,
            DECIDING,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            named("vestibule-calls"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Returns what carries sound and waits for doors; it refuses what would be one thread too many.
   */
  static ExecutorService carrying(int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named("vestibule-call-sound"));
  }
}
