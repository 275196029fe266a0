// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/**
 * The sound of one visit, kept from its beginning, so that a recogniser that replaces another hears
 * the whole utterance. Holds at most the listening limit and goes with the visit. Thread-safe.
 */
final class SharedSound {
  private final AudioFormat format;
  private final long maxSamples;
  private final List<AudioChunk> chunks = new ArrayList<>();
  private long samples;
  private boolean ended;
  private Throwable failure;

  SharedSound(AudioFormat format, Duration limit) {
    this.format = format;
    // One second beyond the limit: the recogniser's own limit shall be the one that ends it.
    this.maxSamples = format.sampleRate() * (limit.toMillis() + 1000) / 1000;
  }

  /** Adds a chunk; beyond the limit the sound ends. */
  synchronized void add(AudioChunk chunk) {
    chunks.add(chunk);
    samples += chunk.samples().length;
    ended = ended || samples >= maxSamples;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Ends it because the station's sound did; with a failure, or null. */
  synchronized void end(Throwable why) {
    failure = why;
    end();
  }

  /** Returns why it ended before its time; null when it did not. */
  synchronized Throwable failure() {
    return failure;
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Returns a feed that begins with the first chunk. */
  AudioFeed fromStart() {
    return new View();
  }

  private final class View implements AudioFeed {
    private int next;
    private boolean closed;

    @Override
    public AudioFormat format() {
      return format;
    }

    @Override
    public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
      long until = System.nanoTime() + wait.toNanos();
      synchronized (SharedSound.this) {
        while (next >= chunks.size() && !ended && !closed) {
          long left = until - System.nanoTime();
          if (left <= 0) {
            return Optional.empty();
          }
          TimeUnit.NANOSECONDS.timedWait(SharedSound.this, left);
        }
        return closed || next >= chunks.size() ? Optional.empty() : Optional.of(chunks.get(next++));
      }
    }

    @Override
    public boolean ended() {
      synchronized (SharedSound.this) {
        return closed || (ended && next >= chunks.size());
      }
    }

    @Override
    public void close() {
      synchronized (SharedSound.this) {
        closed = true;
        SharedSound.this.notifyAll();
      }
    }
  }
}
