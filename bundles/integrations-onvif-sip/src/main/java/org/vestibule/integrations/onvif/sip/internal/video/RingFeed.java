// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;

/**
 * The {@value #MOST} newest pictures for one reader; a newer one pushes out the oldest, which is
 * counted. Also counts what its reader uses of the processor between two pictures.
 */
final class RingFeed implements VideoFeed {
  static final int MOST = 2;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ArrayDeque<Frame> frames = new ArrayDeque<>(MOST + 1);
  private final boolean ambient;
  private final Consumer<RingFeed> closed;
  private long dropped;
  private boolean ended;
  private Thread reader;
  private long readerBegan;
  private long readerNanos;

  /**
   * @param ambient whether it only wants what moves
   * @param closed told when nobody reads it any more
   */
  RingFeed(boolean ambient, Consumer<RingFeed> closed) {
    this.ambient = ambient;
    this.closed = closed;
  }

  boolean ambient() {
    return ambient;
  }

  /** Adds a picture. */
  synchronized void offer(Frame frame) {
    if (ended) {
      return;
    }
    frames.addLast(frame);
    if (frames.size() > MOST) {
      frames.removeFirst();
      dropped++;
    }
    notifyAll();
  }

  @Override
  public Optional<Frame> next(Duration wait) throws InterruptedException {
    measured();
    Optional<Frame> frame = take(wait);
    synchronized (this) {
      reader = Thread.currentThread();
      readerBegan = THREADS.getCurrentThreadCpuTime();
    }
    return frame;
  }

  private synchronized Optional<Frame> take(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (frames.isEmpty() && !ended) {
      long rest = deadline - System.nanoTime();
      if (rest <= 0) {
        return Optional.empty();
      }
      wait(rest / 1_000_000, (int) (rest % 1_000_000));
    }
    return Optional.ofNullable(frames.pollFirst());
  }

  private synchronized void measured() {
    long now = THREADS.getCurrentThreadCpuTime();
    if (reader == Thread.currentThread() && now >= readerBegan) {
      readerNanos += now - readerBegan;
    }
  }

  /** Returns what the reader used. */
  synchronized long readerNanos() {
    return readerNanos;
  }

  /** Returns how many pictures nobody took. */
  synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized boolean ended() {
    return ended && frames.isEmpty();
  }

  /** No picture comes any more; what is here can still be taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      frames.clear();
    }
    end();
    closed.accept(this);
  }
}
