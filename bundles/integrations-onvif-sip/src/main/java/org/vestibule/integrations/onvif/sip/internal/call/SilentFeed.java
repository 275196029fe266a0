// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/** A station that cannot be heard: time passes, and nothing comes. */
final class SilentFeed implements AudioFeed {
  @Override
  public AudioFormat format() {
    return new AudioFormat(16_000);
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    return Optional.empty();
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
