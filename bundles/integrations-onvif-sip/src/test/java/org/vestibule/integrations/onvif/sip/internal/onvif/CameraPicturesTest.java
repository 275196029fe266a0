// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.StationId;
import org.vestibule.integrations.onvif.sip.internal.onvif.Pictures.Plan;
import org.vestibule.integrations.onvif.sip.internal.onvif.Pictures.Stream;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.SnapshotWish;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;
import org.vestibule.integrations.onvif.sip.internal.video.VideoFigures;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSources;

/** What is configured of a device's pictures reaches each of its streams. */
class CameraPicturesTest {
  @Test
  void darkPicturesAreMadeBrighterAndAViewIsCutOutOfBothStreams() throws Exception {
    OnvifSettings settings =
        Bench.settings(
            Map.of(
                "url",
                "http://127.0.0.1",
                "night",
                "true",
                "fisheye",
                "960,960,480,480,470,180,0,0,90"));
    Asked cameras = new Asked();
    MediaProfile small = new MediaProfile("s", "small", "H264", 960, 960, 10, "");
    MediaProfile large = new MediaProfile("l", "large", "H264", 1920, 1920, 10, "");
    Plan plan =
        new Plan(
            Optional.of(new Stream(URI.create("rtsp://127.0.0.1/s"), small)),
            Optional.of(new Stream(URI.create("rtsp://127.0.0.1/l"), large)),
            Optional.empty(),
            settings.target().address(),
            settings.look());
    new CameraPictures(cameras).open(new StationId("front"), plan, moving -> {});

    assertThat(cameras.wishes)
        .hasSize(2)
        .allSatisfy(
            wish -> {
              assertThat(wish.options().night()).isTrue();
              assertThat(wish.options().motionGate()).isTrue();
              assertThat(wish.options().dewarp()).isPresent();
              assertThat(wish.options().areas()).isSameAs(settings.look().areas());
            });
  }

  @Test
  void whereADeviceHasOnlySinglePicturesTheStationsMasksAreInThem() throws Exception {
    OnvifSettings settings = Bench.settings(Map.of("url", "http://127.0.0.1"));
    Asked cameras = new Asked();
    Plan plan =
        new Plan(
            Optional.empty(),
            Optional.empty(),
            Optional.of(URI.create("http://127.0.0.1/snap.jpg")),
            settings.target().address(),
            settings.look());
    new CameraPictures(cameras).open(new StationId("front"), plan, moving -> {});
    assertThat(cameras.single.areas()).isSameAs(settings.look().areas());
  }

  private static final class Asked implements VideoSources {
    private final List<StreamWish> wishes = new ArrayList<>();
    private SnapshotWish single;

    @Override
    public VideoSource stream(StreamWish wish, Consumer<Boolean> moved) {
      wishes.add(wish);
      return Bench.camera();
    }

    @Override
    public VideoSource snapshots(SnapshotWish wish) {
      single = wish;
      return Bench.camera();
    }

    @Override
    public VideoSource facesFrom(VideoSource watched, VideoSource faces) {
      return watched;
    }

    @Override
    public Map<String, VideoFigures> figures() {
      return Map.of();
    }
  }
}
