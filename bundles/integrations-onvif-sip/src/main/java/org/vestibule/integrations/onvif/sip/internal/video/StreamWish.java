// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/**
 * A stream of a camera and what shall come out of it.
 *
 * @param station whose camera it is, for names of threads and messages
 * @param uri of the scheme rtsp, without user and password; its query belongs to it
 * @param username empty where the camera wants none
 * @param passwordFile its first line is the password
 * @param basic whether the password itself may be shown to the camera: RTSP is not encrypted
 * @param width of the pictures, even, 16 to 4096 pixels; another shape is filled up with black
 * @param height of the pictures, even, 16 to 4096 pixels
 * @param fps pictures a second, 1 to 30, as long as the machine can
 * @param options what else is done with the pictures
 */
public record StreamWish(
    StationId station,
    URI uri,
    String username,
    Optional<Path> passwordFile,
    boolean basic,
    int width,
    int height,
    int fps,
    Options options) {
  private static final int RTSP_PORT = 554;

  /**
   * What else is done.
   *
   * @param dewarp a view that is cut out of a fisheye picture
   * @param night whether dark pictures are made brighter
   * @param motionGate whether ambient feeds get pictures only while something moves
   * @param areas masks and zones, in shares of the pictures as they are handed out
   */
  public record Options(
      Optional<FisheyeView> dewarp, boolean night, boolean motionGate, LiveAreas areas) {
    /** Returns the motion gate, and nothing else. */
    public static Options usual() {
      return new Options(Optional.empty(), false, true, new LiveAreas(Areas.NONE));
    }
  }

  /** Refuses what no camera has, and an address with a password in it. */
  public StreamWish {
    Objects.requireNonNull(station, "station");
    Objects.requireNonNull(options, "options");
    // Whatever is wrong with it, the address is not shown: it may have a password in it.
    if (!"rtsp".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of a stream; allowed: rtsp://HOST/PATH without user and password");
    }
    even("width", width);
    even("height", height);
    if (fps < 1 || fps > 30) {
      throw new IllegalArgumentException(fps + " pictures a second; allowed: 1 to 30");
    }
  }

  /** Returns the port, which need not be written. */
  int port() {
    return uri.getPort() < 0 ? RTSP_PORT : uri.getPort();
  }

  /** Returns what people know the camera by. */
  String shown() {
    return uri.getHost() + ":" + port();
  }

  /** Returns the account at the camera. */
  DeviceAddress account() {
    return new DeviceAddress(uri, username, passwordFile, basic, Duration.ofSeconds(5), 0);
  }

  private static void even(String what, int pixels) {
    if (pixels < 16 || pixels > 4096 || pixels % 2 != 0) {
      throw new IllegalArgumentException(
          what + " " + pixels + "; allowed: even numbers from 16 to 4096");
    }
  }
}
