// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/**
 * What a conversation hears of the visitor, as long as it lasts: where the station's sound ends, or
 * its bundle or that of the line is replaced, the next one is taken up. Read by one thread; closed
 * by any.
 */
final class TalkEar implements AudioFeed {
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration SLICE = Duration.ofMillis(20);

  private final VisitSound sound;
  private AudioFeed feed;
  private long triedNanos;
  private boolean closed;

  /**
   * Begins to hear.
   *
   * @throws VestibuleException {@code no-audio} or {@code station-unreachable}
   */
  TalkEar(VisitSound sound) throws VestibuleException {
    this.sound = sound;
    this.feed = sound.hear();
    this.triedNanos = System.nanoTime();
  }

  @Override
  public AudioFormat format() {
    return SoundLine.OF_A_LINE;
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    AudioFeed now = current();
    if (now == null) {
      return Optional.empty();
    }
    if (!now.ended()) {
      return now.next(wait);
    }
    if (System.nanoTime() - triedNanos >= REST.toNanos()) {
      triedNanos = System.nanoTime();
      takeUp(now);
    } else {
      TimeUnit.NANOSECONDS.sleep(Math.min(wait.toNanos(), SLICE.toNanos()));
    }
    return Optional.empty();
  }

  private synchronized AudioFeed current() {
    return closed ? null : feed;
  }

  private void takeUp(AudioFeed ended) {
    AudioFeed next;
    try {
      next = sound.hear();
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      return; // There is nothing to hear yet; it is tried again.
    }
    synchronized (this) {
      if (!closed) {
        feed = next;
        next = ended;
      }
    }
    next.close();
  }

  @Override
  public synchronized boolean ended() {
    return closed;
  }

  @Override
  public void close() {
    AudioFeed last;
    synchronized (this) {
      closed = true;
      last = feed;
    }
    last.close();
  }
}
