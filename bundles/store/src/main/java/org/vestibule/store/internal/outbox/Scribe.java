// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever came while it forced the last entries, it forces next. An
 * entry that comes alone is forced at once; where they come one upon the other, each waits at most
 * two milliseconds for others, so that a disk is forced less often than it is written to.
 */
final class Scribe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final long LOOK_MILLIS = 100;

  /** What follows so soon is not alone: it waits a little for more of its kind. */
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long FAREWELL_SECONDS = 10;

  private final Stock stock;
  private final Thread thread;
  private final Object pause = new Object();
  private volatile boolean stopping;

  Scribe(Stock stock) {
    this.stock = stock;
    thread = new Thread(this::run, "vestibule-outbox");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long wrote = System.nanoTime() - BUSY_NANOS;
    try {
      while (!stopping) {
        stock.pending.await(LOOK_MILLIS);
        if (System.nanoTime() - wrote < BUSY_NANOS) {
          LockSupport.parkNanos(GATHER_NANOS);
        }
        if (!round()) {
          rest();
        }
        wrote = System.nanoTime();
      }
    } catch (InterruptedException e) {
      LOG.debug("The outbox writes no more", e);
    }
  }

  private boolean round() {
    try {
      stock.recover();
      return stock.round();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The outbox failed, and tries again: {}", e.toString());
      return false;
    }
  }

  private void rest() throws InterruptedException {
    synchronized (pause) {
      if (!stopping) {
        pause.wait(LOOK_MILLIS);
      }
    }
  }

  /** Something has changed that it waits for. */
  void wake() {
    stock.pending.wake();
    synchronized (pause) {
      pause.notifyAll();
    }
  }

  /** Lets it finish what it does, bounded. */
  @Override
  public void close() {
    stopping = true;
    wake();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
