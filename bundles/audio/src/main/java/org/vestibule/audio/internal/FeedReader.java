// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;

/**
 * Reads a feed that may keep its reader longer than it was asked to, or answer at once without
 * sound. Read by one thread; {@link #wake()} may be called from any.
 */
final class FeedReader {
  private static final Duration POLL = Duration.ofMillis(100);

  /** A feed that answers empty at once, against its contract, must not burn a core. */
  private static final long IMPATIENT_NANOS = 5_000_000;

  private final AudioFeed feed;
  private final Duration limit;
  private final long begunNanos = System.nanoTime();
  private final Object gate = new Object();
  private Thread reader;
  private boolean woken;

  FeedReader(AudioFeed feed, Duration limit) {
    this.feed = feed;
    this.limit = limit;
  }

  /** Returns the next sound; empty when none came for a while. */
  Optional<AudioChunk> read() {
    long asked = System.nanoTime();
    synchronized (gate) {
      reader = Thread.currentThread();
    }
    try {
      long left = Math.max(1, limit.toNanos() - (asked - begunNanos));
      Optional<AudioChunk> chunk = feed.next(left < POLL.toNanos() ? Duration.ofNanos(left) : POLL);
      if (chunk.isEmpty() && System.nanoTime() - asked < IMPATIENT_NANOS && !feed.ended()) {
        LockSupport.parkNanos(IMPATIENT_NANOS);
      }
      return chunk;
    } catch (InterruptedException e) {
      // Only wake() interrupts, and only here: the feed kept us longer than asked.
      woken = true;
      return Optional.empty();
    } finally {
      synchronized (gate) {
        reader = null;
      }
      // An interrupt that came too late must not meet the recognition.
      Thread.interrupted();
    }
  }

  /** Returns whether there will be nothing more, or nothing in time. */
  boolean over() {
    return woken || System.nanoTime() - begunNanos >= limit.toNanos();
  }

  /** Wakes the reader from a feed that keeps it. */
  void wake() {
    synchronized (gate) {
      if (reader != null) {
        reader.interrupt();
      }
    }
  }
}
