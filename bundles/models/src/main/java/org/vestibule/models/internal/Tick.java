// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second, on a thread of its own: the store's worker may be loading a model for
 * seconds while another one has to go.
 */
final class Tick {
  private static final Logger LOG = LoggerFactory.getLogger(Tick.class);
  private static final long MILLIS = 250;

  private final Runnable look;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "vestibule-models-watch");
            thread.setDaemon(true);
            return thread;
          });

  Tick(Runnable look) {
    this.look = look;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::guarded, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  void close() {
    thread.shutdownNow();
  }

  private void guarded() {
    try {
      look.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The watch over models failed", e);
    }
  }
}
