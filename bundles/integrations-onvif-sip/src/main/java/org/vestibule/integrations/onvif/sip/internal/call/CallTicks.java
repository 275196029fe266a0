// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clocks of this machine. Thread-safe. */
public final class CallTicks implements Ticks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallTicks.class);

  private final ScheduledThreadPoolExecutor clock;

  /**
   * @param name of its thread
   */
  public CallTicks(String name) {
    clock = new ScheduledThreadPoolExecutor(1, Threads.named(name));
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public ZoneId zone() {
    return ZoneId.systemDefault();
  }

  @Override
  public Runnable after(Duration wait, Runnable work) {
    try {
      Future<?> later = clock.schedule(() -> guarded(work), wait.toNanos(), TimeUnit.NANOSECONDS);
      return () -> later.cancel(false);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is timed any more: the bundle stops");
      return () -> {};
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("What was timed failed", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
