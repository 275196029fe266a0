// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.vestibule.api.station.AudioChunk;

/**
 * The sound of one visit that nobody has heard yet: at most {@value #MOST_SAMPLES} samples. When it
 * is full the sender waits, not the heap. Thread-safe.
 */
final class SoundQueue {
  /** 60 s at 16 kHz. */
  static final int MOST_SAMPLES = 60 * Wave.RATE;

  /** 2 s: whoever begins to listen late hears what is, not what was. */
  static final int MOST_LIVE_SAMPLES = 2 * Wave.RATE;

  private final ArrayDeque<AudioChunk> chunks = new ArrayDeque<>();
  private int samples;
  private boolean ended;

  /** Adds a chunk once there is room; returns false when the feed has ended. */
  synchronized boolean put(AudioChunk chunk) throws InterruptedException {
    while (!ended && samples + chunk.samples().length > MOST_SAMPLES) {
      wait();
    }
    if (ended) {
      return false;
    }
    chunks.addLast(chunk);
    samples += chunk.samples().length;
    notifyAll();
    return true;
  }

  /**
   * Adds a chunk of a sender that never waits: what nobody heard for {@link #MOST_LIVE_SAMPLES}
   * goes. Returns false when the feed has ended.
   */
  synchronized boolean offer(AudioChunk chunk) {
    if (ended) {
      return false;
    }
    chunks.addLast(chunk);
    samples += chunk.samples().length;
    while (samples > MOST_LIVE_SAMPLES && chunks.size() > 1) {
      samples -= chunks.removeFirst().samples().length;
    }
    notifyAll();
    return true;
  }

  /** Waits for the next chunk. */
  synchronized Optional<AudioChunk> take(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (chunks.isEmpty() && !ended) {
      long rest = deadline - System.nanoTime();
      if (rest <= 0) {
        return Optional.empty();
      }
      wait(rest / 1_000_000, (int) (rest % 1_000_000));
    }
    AudioChunk chunk = chunks.pollFirst();
    if (chunk != null) {
      samples -= chunk.samples().length;
      notifyAll();
    }
    return Optional.ofNullable(chunk);
  }

  /** Returns whether nothing more will come. */
  synchronized boolean drained() {
    return ended && chunks.isEmpty();
  }

  /** No more sound; what is here can still be taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
