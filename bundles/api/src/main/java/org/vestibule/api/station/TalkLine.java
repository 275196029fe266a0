// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import org.osgi.annotation.versioning.ConsumerType;

/** The way to a station's loudspeaker, for one visit. Used by one thread. */
@ConsumerType
public interface TalkLine extends AutoCloseable {
  /** Returns the format that it takes, fixed for its life. */
  AudioFormat format();

  /**
   * Sends the next samples; waits while a second of them is on its way.
   *
   * @return false when nobody listens at the station any more
   */
  boolean write(AudioChunk chunk) throws InterruptedException;

  @Override
  void close();
}
