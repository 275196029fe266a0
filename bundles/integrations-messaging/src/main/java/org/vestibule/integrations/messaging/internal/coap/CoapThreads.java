// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.elements.util.ExecutorsUtil;

/** The threads of CoAP, named after what they do; none of them waits for another's disk. */
final class CoapThreads {
  private static final int PROTOCOL = 2;
  private static final int MOST_WAITING = 64;

  /** So many that what they have written down reaches the disk together. */
  private static final int ORDERS = 16;

  private static final int MOST_ORDERS = 256;
  private static final long END_SECONDS = 2;

  /** Opens, closes and changes. */
  final ExecutorService hands = pool("vestibule-coap", 1, Integer.MAX_VALUE);

  /** Fetches keys out of the vault. */
  final ExecutorService keys = pool("vestibule-coap-keys", 1, MOST_WAITING);

  /** Hands commands over to the desk. */
  final ExecutorService orders = pool("vestibule-coap-orders", ORDERS, MOST_ORDERS);

  /** Writes refusals into the audit. */
  final ExecutorService clerk = pool("vestibule-coap-audit", 1, MOST_WAITING);

  /** Answers. */
  final ScheduledExecutorService protocol =
      ExecutorsUtil.newScheduledThreadPool(PROTOCOL, named("vestibule-coap-answers"));

  /** Repeats, forgets, acknowledges. */
  final ScheduledExecutorService timers =
      ExecutorsUtil.newScheduledThreadPool(1, named("vestibule-coap-timers"));

  /** Ends them; what was handed over is done before, for so long as it may take. */
  void end() throws InterruptedException {
    hands.shutdown();
    hands.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    keys.shutdownNow();
    orders.shutdownNow();
    clerk.shutdown();
    clerk.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    protocol.shutdownNow();
    timers.shutdownNow();
  }

  private static ExecutorService pool(String name, int threads, int most) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(most), named(name));
    if (most == Integer.MAX_VALUE) {
      // Refused only once it was ended: what changes then changes nothing.
      pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(CoapThreads.class.getClassLoader());
      return thread;
    };
  }
}
