// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * Two sources of one camera: a small one that is watched all the time, and one with enough detail
 * for faces that works only while a visit looks. Thread-safe.
 */
final class PairedSource implements VideoSource {
  private final VideoSource watched;
  private final VideoSource faces;

  PairedSource(VideoSource watched, VideoSource faces) {
    this.watched = watched;
    this.faces = faces;
  }

  @Override
  public VideoFeed open() throws VestibuleException {
    return faces.open();
  }

  @Override
  public VideoFeed ambient() throws VestibuleException {
    return watched.ambient();
  }

  @Override
  public Optional<Frame> latest() {
    return faces.latest().or(watched::latest);
  }

  @Override
  public Status status() {
    Status first = watched.status();
    Status second = faces.status();
    return second.state().compareTo(first.state()) > 0 ? second : first;
  }

  @Override
  public void close() {
    watched.close();
    faces.close();
  }
}
