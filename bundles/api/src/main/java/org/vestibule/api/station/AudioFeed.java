// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Sound of one visit. Used by one thread. */
@ConsumerType
public interface AudioFeed extends AutoCloseable {
  /** Returns the format, fixed for the life of the feed. */
  AudioFormat format();

  /** Waits for the next chunk at most this long; empty on time-out and after the end. */
  Optional<AudioChunk> next(Duration wait) throws InterruptedException;

  /** Returns whether no further chunk will come. */
  boolean ended();

  @Override
  void close();
}
