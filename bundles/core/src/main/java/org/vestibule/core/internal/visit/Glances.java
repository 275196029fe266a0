// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.station.Frame;

/**
 * The newest picture that somebody looks at for faces, for whoever looks for something else in it:
 * a station has one stream for a visit, and a second reader would take pictures from the first.
 * Thread-safe.
 */
final class Glances {
  private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);
  private final AtomicInteger watchers = new AtomicInteger();

  /** Somebody reads the station's pictures from now on, and {@link #show shows} them here. */
  void begin() {
    watchers.incrementAndGet();
  }

  void end() {
    watchers.decrementAndGet();
  }

  /** Returns whether somebody reads the station's pictures. */
  boolean watched() {
    return watchers.get() > 0;
  }

  /** Takes the place of the one before; never waits. */
  void show(Frame frame) {
    newest.poll();
    newest.offer(frame);
  }

  /** Waits for the newest one that nobody took yet. */
  Optional<Frame> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(newest.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
  }
}
