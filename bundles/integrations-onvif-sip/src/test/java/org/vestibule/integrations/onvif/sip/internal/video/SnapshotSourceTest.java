// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/** Cameras that give one JPEG for each question, and pairs of sources. */
@Timeout(180)
class SnapshotSourceTest {
  private final byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
  private static final Outline LEFT_HALF =
      new Outline(
          List.of(new Corner(0, 0), new Corner(0.5, 0), new Corner(0.5, 1), new Corner(0, 1)));
  private final AtomicInteger asked = new AtomicInteger();
  private volatile byte[] answer = jpeg;
  private final LiveAreas areas = new LiveAreas(Areas.NONE);
  private volatile int status = 200;
  private HttpServer server;
  private VideoBench bench;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/snap.jpg",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    bench = new VideoBench();
  }

  @AfterEach
  void stop() {
    bench.close();
    server.stop(0);
  }

  @Test
  void picturesComeWhileSomebodyLooksAndTheCameraRestsOtherwise() throws Exception {
    try (VideoSource source = bench.video.snapshots(wish())) {
      assertThat(asked).hasValue(0);
      try (VideoFeed feed = source.open()) {
        Frame frame = VideoBench.picture(feed, System.nanoTime());
        assertThat(frame.format()).isEqualTo(FrameFormat.FILE);
        assertThat(frame.bytes()).isEqualTo(jpeg);
        VideoBench.picture(feed, frame.capturedNanos());
        assertThat(source.status().state()).isEqualTo(Status.State.READY);
        assertThat(source.latest()).isPresent();
      }
      VideoBench.await("the thread's end", () -> thread() == null);
      int before = asked.get();
      try (VideoFeed again = source.open()) {
        VideoBench.picture(again, System.nanoTime());
      }
      assertThat(asked.get()).isGreaterThan(before);
    }
  }

  @Test
  void whatIsNoPictureIsSaidAndNotHandedOut() throws Exception {
    answer = "<html>Log in</html>".getBytes();
    try (VideoSource source = bench.video.snapshots(wish());
        VideoFeed feed = source.open()) {
      VideoBench.await("a fault", () -> source.status().sentence().startsWith("picture-invalid"));
      status = 404;
      VideoBench.await("a fault", () -> source.status().sentence().startsWith("stream-missing"));
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      status = 200;
      answer = jpeg;
      VideoBench.picture(feed, System.nanoTime());
      assertThat(source.status().state()).isEqualTo(Status.State.READY);
    }
  }

  @Test
  void whatIsMaskedIsBlackAndAPictureThatCannotBePaintedIsSaidAndNotHandedOut() throws Exception {
    areas.set(new Areas(List.of(LEFT_HALF), List.of()));
    try (VideoSource source = bench.video.snapshots(wish());
        VideoFeed feed = source.open()) {
      // It begins and ends as a JPEG does, and is none.
      VideoBench.await(
          "a fault", () -> source.status().sentence().startsWith("picture-unmaskable"));
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      answer = grey();
      Frame frame = VideoBench.picture(feed, System.nanoTime());
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame.bytes()));
      assertThat(picture.getRGB(4, 16) & 0xff).isLessThan(12);
      assertThat(picture.getRGB(28, 16) & 0xff).isBetween(140, 160);
      assertThat(source.status().state()).isEqualTo(Status.State.READY);
    }
  }

  private static byte[] grey() throws Exception {
    BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      picture.setRGB(i % 32, i / 32, 0x969696);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", out);
    return out.toByteArray();
  }

  @Test
  void facesAreSeenByTheSecondSourceOnlyWhileAVisitLooks() throws Exception {
    URI nowhere = URI.create("rtsp://127.0.0.1:9/none");
    try (VideoSource watched = bench.video.stream(VideoBench.wish(nowhere));
        VideoSource both = bench.video.facesFrom(watched, bench.video.snapshots(wish()))) {
      VideoFeed ambient = both.ambient();
      assertThat(asked).hasValue(0);
      try (VideoFeed visit = both.open()) {
        assertThat(VideoBench.picture(visit, System.nanoTime()).bytes()).isEqualTo(jpeg);
      }
      assertThat(both.latest()).isPresent();
      VideoBench.await("the worse status", () -> both.status().state() == Status.State.UNAVAILABLE);
      ambient.close();
    }
  }

  @Test
  void aClosedSourceOpensNothing() throws Exception {
    VideoSource source = bench.video.snapshots(wish());
    VideoFeed feed = source.open();
    source.close();
    assertThat(feed.ended()).isTrue();
    assertThatThrownBy(source::open)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("station-unreachable"));
    assertThat(bench.video.figures()).isEmpty();
  }

  @Test
  void wishesThatCannotBeAreRefusedWithoutShowingAPassword() {
    assertThatThrownBy(() -> VideoBench.wish(URI.create("rtsp://ada:geheim@127.0.0.1/sub")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> VideoBench.wish(URI.create("http://127.0.0.1/sub")))
        .hasMessageContaining("rtsp://HOST/PATH");
  }

  private static Thread thread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("vestibule-snapshots"))
        .findFirst()
        .orElse(null);
  }

  private SnapshotWish wish() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    DeviceAddress device =
        new DeviceAddress(
            url, "", Optional.<Path>empty(), false, Duration.ofSeconds(2), 256 * 1024);
    return new SnapshotWish(VideoBench.FRONT, device, "/snap.jpg", Duration.ofMillis(100), areas);
  }
}
