// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.Map;
import java.util.function.Consumer;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/** Makes the cameras of this bundle. A source is closed by whoever asked for it. Thread-safe. */
public interface VideoSources {
  /**
   * A camera that streams by RTSP; nothing is connected before somebody looks.
   *
   * @param moved told when something begins to move before it, and when nothing does any more,
   *     while somebody looks and the wish has a motion gate; returns at once
   */
  VideoSource stream(StreamWish wish, Consumer<Boolean> moved);

  /** As above, where nobody wants to know of movement. */
  default VideoSource stream(StreamWish wish) {
    return stream(wish, moving -> {});
  }

  /** A camera that is asked for JPEGs; nothing is connected before somebody looks. */
  VideoSource snapshots(SnapshotWish wish);

  /**
   * Two of the sources above as one.
   *
   * @param watched ambient feeds are of this one
   * @param faces feeds of visits are of this one; it works only while there is one
   */
  VideoSource facesFrom(VideoSource watched, VideoSource faces);

  /** Returns how each open stream and snapshot source does, by station and a number. */
  Map<String, VideoFigures> figures();
}
