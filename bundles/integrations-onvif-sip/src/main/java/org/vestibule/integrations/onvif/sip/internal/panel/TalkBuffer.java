// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sound on its way from the house to the loudspeaker of a panel, for one visit. One line writes,
 * one request reads; the writer waits when it is full, and for a moment when nobody reads.
 * Thread-safe.
 */
final class TalkBuffer {
  /** With the quarter of a second that a reader is ahead, one second is on its way. */
  static final int MOST_SAMPLES = Wave.RATE * 3 / 4;

  /** A panel that learns of the visit by the answer to its press needs a moment to connect. */
  static final Duration CONNECT = Duration.ofMillis(1500);

  /** A connection that takes nothing for so long is dead. */
  private static final Duration STALLED = Duration.ofSeconds(5);

  private final short[] ring = new short[MOST_SAMPLES];
  private int first;
  private int count;
  private boolean spoken;
  private boolean fetched;
  private boolean ended;

  /** Returns false when another line is open. */
  synchronized boolean beginLine() {
    boolean free = !spoken;
    spoken = true;
    return free;
  }

  /** What was written is still heard. */
  synchronized void endLine() {
    spoken = false;
  }

  /** Returns false when another request is reading. */
  synchronized boolean beginFetch() {
    boolean free = !fetched;
    fetched = true;
    notifyAll();
    return free;
  }

  /** The panel went away: what it did not take nobody will hear. */
  synchronized void endFetch() {
    fetched = false;
    count = 0;
    notifyAll();
  }

  /** Returns whether neither side uses it. */
  synchronized boolean idle() {
    return !spoken && !fetched;
  }

  /** No more sound; what is here is still read. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Ends at once. */
  synchronized void cut() {
    count = 0;
    end();
  }

  /** Adds samples, waiting for room; returns false when nobody hears them. */
  synchronized boolean write(short[] samples) throws InterruptedException {
    for (int done = 0; done < samples.length; ) {
      if (!room()) {
        return false;
      }
      int at = (first + count) % ring.length;
      int some = Math.min(ring.length - count, samples.length - done);
      some = Math.min(some, ring.length - at);
      System.arraycopy(samples, done, ring, at, some);
      count += some;
      done += some;
      notifyAll();
    }
    return !ended;
  }

  /** Waits for samples; returns how many were taken, 0 on time-out and -1 after the end. */
  synchronized int read(short[] into, Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (count == 0 && !ended) {
      long rest = deadline - System.nanoTime();
      if (rest <= 0) {
        return 0;
      }
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
    if (count == 0) {
      return -1;
    }
    int some = Math.min(Math.min(count, into.length), ring.length - first);
    System.arraycopy(ring, first, into, 0, some);
    first = (first + some) % ring.length;
    count -= some;
    notifyAll();
    return some;
  }

  private boolean room() throws InterruptedException {
    long began = System.nanoTime();
    while (!ended && (!fetched || count == ring.length)) {
      Duration patience = fetched ? STALLED : CONNECT;
      long rest = patience.toNanos() - (System.nanoTime() - began);
      if (rest <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
    return !ended;
  }
}
