// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/** Hears what a test says. */
final class SampleEar implements AudioFeed {
  /** What is said, and how many listen. */
  static final class Voice {
    final BlockingQueue<short[]> said = new LinkedBlockingQueue<>();
    final AtomicInteger listeners = new AtomicInteger();
    volatile boolean over;
  }

  private final Voice voice;

  SampleEar(Voice voice) {
    this.voice = voice;
    voice.listeners.incrementAndGet();
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(16_000);
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(voice.said.poll(wait.toMillis(), TimeUnit.MILLISECONDS))
        .map(samples -> new AudioChunk(samples, System.nanoTime()));
  }

  @Override
  public boolean ended() {
    return voice.over && voice.said.isEmpty();
  }

  @Override
  public void close() {
    voice.listeners.decrementAndGet();
  }
}
