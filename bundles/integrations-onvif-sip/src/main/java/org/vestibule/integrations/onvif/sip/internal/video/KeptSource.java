// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * A source that says when it is closed. Thread-safe.
 *
 * @param source which one
 * @param closed what is done then
 */
record KeptSource(VideoSource source, Runnable closed) implements VideoSource {
  @Override
  public VideoFeed open() throws VestibuleException {
    return source.open();
  }

  @Override
  public VideoFeed ambient() throws VestibuleException {
    return source.ambient();
  }

  @Override
  public Optional<Frame> latest() {
    return source.latest();
  }

  @Override
  public Status status() {
    return source.status();
  }

  @Override
  public void close() {
    source.close();
    closed.run();
  }
}
