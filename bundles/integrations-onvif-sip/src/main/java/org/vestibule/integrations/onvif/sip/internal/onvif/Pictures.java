// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;

/** Makes a camera of what a device said of its streams. Thread-safe. */
@FunctionalInterface
interface Pictures {
  /**
   * Makes it; nothing is connected before somebody looks.
   *
   * @param moved told when its motion gate sees something move
   */
  VideoSource open(StationId station, Plan plan, Consumer<Boolean> moved);

  /**
   * Where a device's pictures are.
   *
   * @param watched the stream for detection, if it has streams
   * @param faces the stream for faces, where it is another
   * @param snapshot where a single picture can be fetched
   * @param account at the device
   * @param look what is done with the pictures of the streams; its areas hold for single ones, too
   */
  record Plan(
      Optional<Stream> watched,
      Optional<Stream> faces,
      Optional<URI> snapshot,
      DeviceAddress account,
      StreamWish.Options look) {
    /** Returns whether there is nothing to see. */
    boolean empty() {
      return watched.isEmpty() && snapshot.isEmpty();
    }
  }

  /** A stream and its profile. */
  record Stream(URI uri, MediaProfile profile) {}
}
