// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.sound.Resampler;

/** Plays samples in chunks of 20 ms as fast as they are asked for; then does what is wanted. */
final class PlayedFeed implements AudioFeed {
  /** What happens behind the last sample. */
  enum Then {
    END,
    /** Nothing more comes, but the feed does not end. */
    HANG,
    THROW,
    /** Does not return from {@link #next} until it is interrupted. */
    BLOCK
  }

  /** When the first sample was taken. */
  static final long ORIGIN = 1_000_000_000_000L;

  final CountDownLatch closed = new CountDownLatch(1);

  /** Opens when all samples were taken. */
  final CountDownLatch played = new CountDownLatch(1);

  private final int rate;
  private final short[] samples;
  private final Then then;
  private int at;
  private int waitsAt = Integer.MAX_VALUE;
  private BooleanSupplier goesOn = () -> true;

  PlayedFeed(int rate, short[] samples, Then then) {
    this.rate = rate;
    this.samples = samples;
    this.then = then;
  }

  static PlayedFeed of(short[] samples) {
    return new PlayedFeed(Resampler.RATE, samples, Then.END);
  }

  /** Hands nothing out from a sample on until something is so. */
  PlayedFeed waiting(int sample, BooleanSupplier until) {
    waitsAt = sample;
    goesOn = until;
    return this;
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(rate);
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    while (at >= waitsAt && !goesOn.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(1_000_000);
    }
    if (at < samples.length) {
      int to = Math.min(samples.length, at + rate / 50);
      long captured = ORIGIN + at * 1_000_000_000L / rate;
      AudioChunk chunk = new AudioChunk(Arrays.copyOfRange(samples, at, to), captured);
      at = to;
      return Optional.of(chunk);
    }
    played.countDown();
    if (then == Then.THROW) {
      throw new IllegalStateException("the line was cut");
    }
    if (then == Then.BLOCK) {
      new CountDownLatch(1).await();
    }
    return Optional.empty();
  }

  @Override
  public boolean ended() {
    return then == Then.END && at >= samples.length;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
