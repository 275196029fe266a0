// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/** What one person hears of a visit; gives its place back when it is closed. Used by one thread. */
final class Ear implements AudioFeed {
  private final AudioFeed feed;
  private final Runnable left;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param left told once, when the listener leaves
   */
  Ear(AudioFeed feed, Runnable left) {
    this.feed = feed;
    this.left = left;
  }

  @Override
  public AudioFormat format() {
    return feed.format();
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    return closed.get() ? Optional.empty() : feed.next(wait);
  }

  @Override
  public boolean ended() {
    return closed.get() || feed.ended();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      feed.close();
      left.run();
    }
  }
}
