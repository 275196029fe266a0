// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.integrations.onvif.sip.internal.sound.Resampler;

/**
 * What the other end says, 16 kHz: a second at most; a reader that does not keep up loses the
 * oldest. What was not read is overwritten at the end. Thread-safe.
 */
final class HeardSound implements AudioFeed {
  static final int MOST = Resampler.HOUSE_RATE;

  private final ArrayDeque<AudioChunk> chunks = new ArrayDeque<>();
  private int samples;
  private boolean ended;
  private boolean closed;

  /** Takes a chunk, which is the queue's from now on. */
  synchronized void offer(AudioChunk chunk) {
    if (ended || closed) {
      Arrays.fill(chunk.samples(), (short) 0);
      return;
    }
    chunks.add(chunk);
    samples += chunk.samples().length;
    while (samples > MOST && chunks.size() > 1) {
      forget(chunks.remove());
    }
    notifyAll();
  }

  private void forget(AudioChunk chunk) {
    samples -= chunk.samples().length;
    Arrays.fill(chunk.samples(), (short) 0);
  }

  /** No further chunk comes; those that are here can still be read. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(Resampler.HOUSE_RATE);
  }

  @Override
  public synchronized Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (chunks.isEmpty() && !ended && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    AudioChunk next = chunks.poll();
    if (next != null) {
      samples -= next.samples().length;
    }
    return Optional.ofNullable(next);
  }

  @Override
  public synchronized boolean ended() {
    return closed || ended && chunks.isEmpty();
  }

  synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!chunks.isEmpty()) {
      forget(chunks.remove());
    }
    notifyAll();
  }
}
