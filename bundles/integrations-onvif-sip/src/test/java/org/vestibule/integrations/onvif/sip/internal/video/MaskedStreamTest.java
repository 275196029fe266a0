// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.station.Zone;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.testkit.internal.rtsp.RtspSettings;
import org.vestibule.testkit.internal.rtsp.RtspSource;

/** What is masked of a real RTSP server's stream is black in whatever anybody gets of it. */
@Timeout(180)
class MaskedStreamTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int GREY = 150;
  private static final Areas LEFT = new Areas(List.of(box(0, 0, 0.5, 1)), List.of());
  private static final Areas RIGHT = new Areas(List.of(box(0.5, 0, 1, 1)), List.of());

  @TempDir static Path folder;
  private final LiveAreas areas = new LiveAreas(LEFT);

  @BeforeAll
  static void peers() throws Exception {
    assumeTrue(RtspSource.available(), "needs " + RtspSource.PACKAGES);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "needs the package ffmpeg");
  }

  @Test
  void aMaskedHalfIsBlackAndOtherMasksAreTakenWithoutLosingAPicture() throws Exception {
    RtspSettings grey = RtspSettings.ball().size(WIDTH, HEIGHT, 10).picture(grey("grey.png"));
    try (RtspSource camera = RtspSource.start(grey);
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(wish(camera, VideoBench.plain(areas)));
        VideoFeed feed = source.open()) {
      Frame before = VideoBench.picture(feed, System.nanoTime());
      assertHidden(before, 0);
      long decoder = bench.pid().orElseThrow();
      areas.set(RIGHT);
      Frame after = VideoBench.picture(feed, System.nanoTime());
      while (luma(after, 0, 120) == 0) {
        // It was worked on while the masks changed.
        after = VideoBench.picture(feed, after.capturedNanos());
      }
      assertHidden(after, WIDTH / 2);
      assertThat(bench.pid()).as("the decoder stays").contains(decoder);
      assertThat(bench.figures().restarts()).isZero();
    }
  }

  @Test
  void darkPicturesThatAreMadeBrighterStayBlackWhereTheyAreMasked() throws Exception {
    RtspSettings dark =
        RtspSettings.ball().size(WIDTH, HEIGHT, 10).picture(picture("dark.png", 30));
    StreamWish.Options night = new StreamWish.Options(Optional.empty(), true, false, areas);
    try (RtspSource camera = RtspSource.start(dark);
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(wish(camera, night));
        VideoFeed feed = source.open()) {
      Frame frame = VideoBench.picture(feed, System.nanoTime());
      assertThat(luma(frame, 10, 120)).isZero();
      assertThat(luma(frame, 300, 120)).isGreaterThan(60);
    }
  }

  @Test
  void theBallThatFliesOutsideEveryZoneOrBehindAMaskWakesNobody() throws Exception {
    CopyOnWriteArrayList<Boolean> moved = new CopyOnWriteArrayList<>();
    areas.set(new Areas(List.of(box(0, 0, 1, 0.99)), List.of()));
    StreamWish.Options gate = new StreamWish.Options(Optional.empty(), false, true, areas);
    try (RtspSource camera = RtspSource.start(RtspSettings.ball().size(WIDTH, HEIGHT, 10));
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(wish(camera, gate), moved::add);
        VideoFeed feed = source.ambient();
        VideoFeed visit = source.open()) {
      // Thirty pictures are more than the gate needs to learn the place.
      Frame frame = VideoBench.picture(visit, System.nanoTime());
      for (int i = 0; i < 30; i++) {
        frame = VideoBench.picture(visit, frame.capturedNanos());
      }
      assertThat(moved).isEmpty();
      assertThat(feed.next(java.time.Duration.ZERO)).isEmpty();
      areas.set(new Areas(List.of(), List.of(new Zone("all", box(0, 0, 1, 1)))));
      VideoBench.picture(feed, System.nanoTime());
      assertThat(moved).containsExactly(true);
    }
  }

  private static void assertHidden(Frame frame, int from) {
    byte[] bytes = frame.bytes();
    int pixels = WIDTH * HEIGHT;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = from; x < from + WIDTH / 2; x++) {
        assertThat(luma(frame, x, y)).as("%d,%d", x, y).isZero();
        int colour = y / 2 * (WIDTH / 2) + x / 2;
        assertThat(bytes[pixels + colour] & 0xff).isEqualTo(128);
        assertThat(bytes[pixels * 5 / 4 + colour] & 0xff).isEqualTo(128);
      }
    }
    assertThat(luma(frame, (from + WIDTH * 3 / 4) % WIDTH, HEIGHT / 2))
        .isBetween(GREY - 8, GREY + 8);
  }

  private static int luma(Frame frame, int x, int y) {
    return frame.bytes()[y * WIDTH + x] & 0xff;
  }

  private static StreamWish wish(RtspSource camera, StreamWish.Options options) {
    return new StreamWish(
        VideoBench.FRONT, camera.main(), "", Optional.empty(), false, WIDTH, HEIGHT, 10, options);
  }

  private static Path grey(String name) throws Exception {
    return picture(name, GREY);
  }

  private static Path picture(String name, int level) throws Exception {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, level << 16 | level << 8 | level);
    }
    File file = folder.resolve(name).toFile();
    ImageIO.write(image, "png", file);
    return file.toPath();
  }

  private static Outline box(double left, double top, double right, double bottom) {
    return new Outline(
        List.of(
            new Corner(left, top),
            new Corner(right, top),
            new Corner(right, bottom),
            new Corner(left, bottom)));
  }
}
