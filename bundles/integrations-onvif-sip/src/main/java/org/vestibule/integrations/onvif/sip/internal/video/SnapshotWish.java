// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.time.Duration;
import java.util.Objects;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/**
 * A camera that is asked for one JPEG after another.
 *
 * @param station whose camera it is, for names of threads and messages
 * @param device where it is; its longest answer is the largest picture
 * @param path of the picture with its query, from '/'
 * @param period from one question to the next, 100 ms to 60 s
 * @param areas of the station; its masks are painted into each picture
 */
public record SnapshotWish(
    StationId station, DeviceAddress device, String path, Duration period, LiveAreas areas) {
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(60);

  /** The largest picture that is taken, in bytes, where the address leaves it open. */
  public static final int MOST_PICTURE = 4 << 20;

  /** Refuses a period that is none. */
  public SnapshotWish {
    Objects.requireNonNull(station, "station");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(areas, "areas");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the path of a picture; allowed: a path from '/'");
    }
    if (period.compareTo(LEAST) < 0 || period.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "a period of " + period.toMillis() + " ms; allowed: 100 to 60000 ms");
    }
  }

  /** Returns the device, with room for pictures. */
  DeviceAddress roomy() {
    return new DeviceAddress(
        device.url(),
        device.username(),
        device.passwordFile(),
        device.basic(),
        device.timeout(),
        Math.max(device.mostAnswer(), MOST_PICTURE));
  }
}
