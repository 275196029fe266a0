// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.onvif.Pictures.Plan;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * A camera whose streams are known once the device has told them, and may be others after it was
 * set up anew. Thread-safe.
 */
final class LateVideo implements VideoSource {
  private final StationId station;
  private final Pictures pictures;
  private final Consumer<Boolean> moved;
  private Plan plan;
  private volatile VideoSource source;
  private boolean closed;

  LateVideo(StationId station, Pictures pictures, Consumer<Boolean> moved) {
    this.station = station;
    this.pictures = pictures;
    this.moved = moved;
  }

  /** Takes what the device told. One that tells the same is left alone. Called by one thread. */
  void take(Plan told) {
    synchronized (this) {
      if (closed || told.equals(plan)) {
        return;
      }
    }
    VideoSource fresh = told.empty() ? null : pictures.open(station, told, moved);
    VideoSource unwanted;
    synchronized (this) {
      unwanted = closed ? fresh : source;
      if (!closed) {
        plan = told;
        source = fresh;
      }
    }
    if (unwanted != null) {
      unwanted.close();
    }
  }

  /** Returns whether the device told of pictures. */
  boolean known() {
    return source != null;
  }

  @Override
  public VideoFeed open() throws VestibuleException {
    return now().open();
  }

  @Override
  public VideoFeed ambient() throws VestibuleException {
    return now().ambient();
  }

  @Override
  public Optional<Frame> latest() {
    VideoSource now = source;
    return now == null ? Optional.empty() : now.latest();
  }

  @Override
  public Status status() {
    VideoSource now = source;
    return now == null
        ? Status.starting("Pictures of " + station + " are not known yet")
        : now.status();
  }

  @Override
  public void close() {
    VideoSource last;
    synchronized (this) {
      closed = true;
      last = source;
      source = null;
    }
    if (last != null) {
      last.close();
    }
  }

  private VideoSource now() throws VestibuleException {
    VideoSource now = source;
    if (now == null) {
      throw new VestibuleException(
          "station-unreachable",
          "pictures of " + station,
          "its device has not told yet where they are",
          "a device that answers",
          "Look at the station's status.");
    }
    return now;
  }
}
