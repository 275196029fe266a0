// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;

/**
 * A camera. Whoever opens a feed gets every picture from then on, however many are open; a feed
 * that is not read loses its oldest pictures. The camera works while at least one feed is open, and
 * a moment longer. Thread-safe.
 */
public interface VideoSource extends AutoCloseable {
  /**
   * Opens a feed.
   *
   * @throws VestibuleException {@code station-unreachable} when it is known to be away; whether it
   *     is there is otherwise seen by the pictures
   */
  VideoFeed open() throws VestibuleException;

  /**
   * Opens a feed for watching a place where nobody rang: pictures come only while something moves,
   * where the source can tell, and fewer while the machine has too much to do.
   *
   * @throws VestibuleException as {@link #open}
   */
  default VideoFeed ambient() throws VestibuleException {
    return open();
  }

  /** Returns the newest picture that is at most 2 s old, if there is one; starts nothing. */
  Optional<Frame> latest();

  /** Returns how it is; ready while nobody looks, unless the last look failed. */
  Status status();

  @Override
  void close();
}
