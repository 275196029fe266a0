// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Sound at 16 kHz between the line's thread and a reader's. Bounded: a reader that does not keep up
 * loses the oldest. Chunks that were not read are overwritten at the end. Thread-safe.
 */
final class SoundQueue implements AudioFeed {
  private final ArrayDeque<AudioChunk> chunks = new ArrayDeque<>();
  private final int most;
  private int samples;
  private boolean ended;
  private boolean closed;

  /** Holds at most {@code seconds} of sound. */
  SoundQueue(int seconds) {
    most = seconds * Resampler.RATE;
  }

  /** Takes a chunk, which is the queue's from now on. */
  synchronized void offer(AudioChunk chunk) {
    if (ended || closed) {
      Arrays.fill(chunk.samples(), (short) 0);
      return;
    }
    chunks.add(chunk);
    samples += chunk.samples().length;
    while (samples > most && chunks.size() > 1) {
      AudioChunk oldest = chunks.remove();
      samples -= oldest.samples().length;
      Arrays.fill(oldest.samples(), (short) 0);
    }
    notifyAll();
  }

  /** No further chunk comes. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(Resampler.RATE);
  }

  @Override
  public synchronized Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (chunks.isEmpty() && !ended && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    Optional<AudioChunk> chunk = Optional.ofNullable(chunks.poll());
    chunk.ifPresent(taken -> samples -= taken.samples().length);
    return chunk;
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
    chunks.forEach(chunk -> Arrays.fill(chunk.samples(), (short) 0));
    chunks.clear();
    samples = 0;
    notifyAll();
  }
}
