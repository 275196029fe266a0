// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * An endless-looking feed over pieces that are made when they are needed; chunks come as fast as
 * they are asked for. Hearings follow one another on it: {@link #close()} ends a hearing's use, not
 * the feed. Used by one thread at a time.
 */
final class SceneFeed implements AudioFeed {
  private static final int CHUNK = Resampler.RATE / 50;
  private static final long CHUNK_NANOS = 20_000_000;

  private final Supplier<short[]> pieces;
  private final long begunNanos = System.nanoTime();
  private int left;
  private short[] piece = new short[0];
  private int at;
  private long chunks;

  /**
   * @param pieces gives the next piece
   * @param count how many there are
   */
  SceneFeed(Supplier<short[]> pieces, int count) {
    this.pieces = pieces;
    left = count;
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(Resampler.RATE);
  }

  @Override
  public synchronized Optional<AudioChunk> next(Duration wait) {
    if (at >= piece.length) {
      if (left == 0) {
        return Optional.empty();
      }
      left--;
      piece = pieces.get();
      at = 0;
    }
    int to = Math.min(piece.length, at + CHUNK);
    short[] samples = Arrays.copyOfRange(piece, at, to);
    at = to;
    return Optional.of(new AudioChunk(samples, begunNanos + CHUNK_NANOS * chunks++));
  }

  @Override
  public synchronized boolean ended() {
    return left == 0 && at >= piece.length;
  }

  @Override
  public void close() {
    // The next hearing goes on where this one ended.
  }
}
