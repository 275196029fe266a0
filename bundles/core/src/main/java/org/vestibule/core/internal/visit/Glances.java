// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.vestibule.api.station.Frame;

/**
 * The newest picture that somebody looks at for faces, for whoever looks for something else in it:
 * a station has one stream for a visit, and a second reader would take pictures from the first.
 * Thread-safe.
 */
final class Glances {
  private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);
  private final AtomicInteger watchers = new AtomicInteger();
  private final Consumer<Frame> shown;

  /**
   * @param shown is shown each picture, too
   */
  Glances(Consumer<Frame> shown) {
    this.shown = shown;
  }

  /** Somebody reads the station's pictures from now on, and {@link #show shows} them here. */
  void begin() {
    watchers.incrementAndGet();
  }

  /** Begins as {@link #begin}, unless somebody reads them already; returns whether it did. */
  boolean beginAlone() {
    return watchers.compareAndSet(0, 1);
  }

  void end() {
    watchers.decrementAndGet();
  }

  /** Returns whether somebody reads the station's pictures. */
  boolean watched() {
    return watchers.get() > 0;
  }

  /** Returns whether more than one reads them, so that one of them has to give way. */
  boolean crowded() {
    return watchers.get() > 1;
  }

  /** Takes the place of the one before; never waits. */
  void show(Frame frame) {
    newest.poll();
    newest.offer(frame);
    shown.accept(frame);
  }

  /** Waits for the newest one that nobody took yet. */
  Optional<Frame> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(newest.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
  }
}
