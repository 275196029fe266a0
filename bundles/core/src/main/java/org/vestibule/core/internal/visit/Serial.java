// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of one visit one after the other, so that its state needs no lock. */
final class Serial implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

  private final Executor pool;
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Serial(Executor pool) {
    this.pool = pool;
  }

  @Override
  public void execute(Runnable step) {
    steps.add(step);
    if (waiting.getAndIncrement() == 0) {
      pool.execute(this::drain);
    }
  }

  private void drain() {
    do {
      try {
        steps.remove().run();
      } catch (RuntimeException | Error e) {
        LOG.error("A step of a visit failed", e);
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
