// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.vestibule.api.station.Frame;

/**
 * The newest pictures of one visit: at most {@value #MOST} and {@value #MOST_BYTES} bytes; a newer
 * one pushes out the oldest, which is counted. Thread-safe.
 */
final class FrameQueue {
  static final int MOST = 8;
  static final long MOST_BYTES = 16L << 20;

  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private boolean ended;

  /** Adds a picture; returns false when the feed has ended. */
  synchronized boolean offer(Frame frame) {
    if (ended) {
      return false;
    }
    frames.addLast(frame);
    bytes += frame.bytes().length;
    while (frames.size() > MOST || (bytes > MOST_BYTES && frames.size() > 1)) {
      bytes -= frames.removeFirst().bytes().length;
      dropped++;
    }
    notifyAll();
    return true;
  }

  /** Waits for the oldest picture kept. */
  synchronized Optional<Frame> take(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (frames.isEmpty() && !ended) {
      long rest = deadline - System.nanoTime();
      if (rest <= 0) {
        return Optional.empty();
      }
      wait(rest / 1_000_000, (int) (rest % 1_000_000));
    }
    Frame frame = frames.pollFirst();
    if (frame != null) {
      bytes -= frame.bytes().length;
    }
    return Optional.ofNullable(frame);
  }

  /** Returns whether nothing more will come. */
  synchronized boolean drained() {
    return ended && frames.isEmpty();
  }

  /** Returns how many pictures nobody saw. */
  synchronized long dropped() {
    return dropped;
  }

  /** No more pictures; what is here can still be taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
