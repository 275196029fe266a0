// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Pictures of one visit. Used by one thread; overload drops the oldest picture. */
@ConsumerType
public interface VideoFeed extends AutoCloseable {
  /** Waits for the next picture at most this long; empty on time-out and after the end. */
  Optional<Frame> next(Duration wait) throws InterruptedException;

  /** Returns whether no further picture will come. */
  boolean ended();

  @Override
  void close();
}
