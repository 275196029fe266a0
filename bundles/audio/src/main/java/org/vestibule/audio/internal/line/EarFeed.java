// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/**
 * The way to somebody who listens. The work is done on the reader's thread, so that no listener
 * holds the line up. {@link #close()} may come from any thread.
 */
final class EarFeed implements AudioFeed {
  /** What a reader may lag behind. */
  private static final int MOST_SECONDS = 2;

  private final SoundQueue queue = new SoundQueue(MOST_SECONDS);
  private final Object work = new Object();
  private final EarChain chain;
  private long capturedNanos;
  private boolean flushed;
  private boolean closed;

  EarFeed(EarChain chain) {
    this.chain = chain;
  }

  SoundQueue queue() {
    return queue;
  }

  double gainDb() {
    return chain.gainDb();
  }

  @Override
  public AudioFormat format() {
    return queue.format();
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Optional<AudioChunk> chunk = queue.next(left);
      Optional<AudioChunk> ready = made(chunk);
      if (ready.isPresent() || chunk.isEmpty()) {
        return ready;
      }
    }
  }

  private Optional<AudioChunk> made(Optional<AudioChunk> chunk) {
    synchronized (work) {
      if (closed || flushed) {
        return Optional.empty();
      }
      if (chunk.isEmpty() && !queue.ended()) {
        return Optional.empty();
      }
      flushed = chunk.isEmpty();
      if (chunk.isPresent()) {
        capturedNanos = chunk.get().capturedNanos();
      }
      short[] samples = flushed ? chain.flush() : chain.push(chunk.get().samples());
      return samples.length == 0
          ? Optional.empty()
          : Optional.of(new AudioChunk(samples, capturedNanos));
    }
  }

  @Override
  public boolean ended() {
    synchronized (work) {
      return closed || flushed;
    }
  }

  @Override
  public void close() {
    queue.close();
    synchronized (work) {
      if (!closed) {
        closed = true;
        chain.close();
      }
    }
  }
}
