// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.SnapshotWish;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSources;

/**
 * Cameras of this bundle: two streams where a device has two, or else one, or else single pictures.
 * Thread-safe.
 */
final class CameraPictures implements Pictures {
  private static final int WATCHED_SIDE = 960;
  private static final int FACES_SIDE = 1920;
  private static final int WATCHED_FPS = 5;
  private static final int FACES_FPS = 10;
  private static final Duration SNAPSHOTS = Duration.ofMillis(500);

  private final VideoSources cameras;

  CameraPictures(VideoSources cameras) {
    this.cameras = cameras;
  }

  @Override
  public VideoSource open(StationId station, Plan plan, Consumer<Boolean> moved) {
    if (plan.watched().isEmpty()) {
      return cameras.snapshots(snapshots(station, plan));
    }
    if (plan.faces().isEmpty()) {
      StreamWish only = wish(station, plan, plan.watched().get(), FACES_SIDE, FACES_FPS);
      return cameras.stream(only, moved);
    }
    StreamWish watched = wish(station, plan, plan.watched().get(), WATCHED_SIDE, WATCHED_FPS);
    StreamWish faces = wish(station, plan, plan.faces().get(), FACES_SIDE, FACES_FPS);
    return cameras.facesFrom(cameras.stream(watched, moved), cameras.stream(faces));
  }

  /** As large as the stream is, up to {@code most} pixels on its longer side. */
  private static StreamWish wish(StationId station, Plan plan, Stream stream, int most, int fps) {
    MediaProfile profile = stream.profile();
    boolean said = profile.width() >= 16 && profile.height() >= 16;
    int width = said ? profile.width() : 1280;
    int height = said ? profile.height() : 720;
    double scale = Math.min(1, (double) most / Math.max(width, height));
    DeviceAddress account = plan.account();
    return new StreamWish(
        station,
        stream.uri(),
        account.username(),
        account.passwordFile(),
        account.basic(),
        even(width * scale),
        even(height * scale),
        profile.fps() >= 1 ? (int) Math.min(fps, profile.fps()) : fps,
        plan.look());
  }

  private static SnapshotWish snapshots(StationId station, Plan plan) {
    URI uri = plan.snapshot().orElseThrow();
    DeviceAddress account = plan.account();
    DeviceAddress there =
        new DeviceAddress(
            Addresses.root(uri),
            account.username(),
            account.passwordFile(),
            account.basic(),
            account.timeout(),
            SnapshotWish.MOST_PICTURE);
    return new SnapshotWish(station, there, Addresses.path(uri), SNAPSHOTS, plan.look().areas());
  }

  private static int even(double pixels) {
    return Math.max(16, (int) Math.round(pixels / 2) * 2);
  }
}
