// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/** Cameras that give one JPEG for each question, and pairs of sources. */
@Timeout(20)
class SnapshotSourceTest {
  private final byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
  private final AtomicInteger asked = new AtomicInteger();
  private volatile byte[] answer = jpeg;
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
        Frame frame = VideoBench.picture(feed, System.nanoTime(), 5);
        assertThat(frame.format()).isEqualTo(FrameFormat.FILE);
        assertThat(frame.bytes()).isEqualTo(jpeg);
        VideoBench.picture(feed, frame.capturedNanos(), 5);
        assertThat(source.status().state()).isEqualTo(Status.State.READY);
        assertThat(source.latest()).isPresent();
      }
      VideoBench.await("the thread's end", 5, () -> thread() == null);
      int before = asked.get();
      try (VideoFeed again = source.open()) {
        VideoBench.picture(again, System.nanoTime(), 5);
      }
      assertThat(asked.get()).isGreaterThan(before);
    }
  }

  @Test
  void whatIsNoPictureIsSaidAndNotHandedOut() throws Exception {
    answer = "<html>Log in</html>".getBytes();
    try (VideoSource source = bench.video.snapshots(wish());
        VideoFeed feed = source.open()) {
      VideoBench.await(
          "a fault", 5, () -> source.status().sentence().startsWith("picture-invalid"));
      status = 404;
      VideoBench.await("a fault", 5, () -> source.status().sentence().startsWith("stream-missing"));
      assertThat(feed.next(Duration.ZERO)).isEmpty();
      status = 200;
      answer = jpeg;
      VideoBench.picture(feed, System.nanoTime(), 5);
      assertThat(source.status().state()).isEqualTo(Status.State.READY);
    }
  }

  @Test
  void facesAreSeenByTheSecondSourceOnlyWhileAVisitLooks() throws Exception {
    URI nowhere = URI.create("rtsp://127.0.0.1:9/none");
    try (VideoSource watched = bench.video.stream(VideoBench.wish(nowhere));
        VideoSource both = bench.video.facesFrom(watched, bench.video.snapshots(wish()))) {
      VideoFeed ambient = both.ambient();
      assertThat(asked).hasValue(0);
      try (VideoFeed visit = both.open()) {
        assertThat(VideoBench.picture(visit, System.nanoTime(), 5).bytes()).isEqualTo(jpeg);
      }
      assertThat(both.latest()).isPresent();
      VideoBench.await(
          "the worse status", 10, () -> both.status().state() == Status.State.UNAVAILABLE);
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
    return new SnapshotWish(VideoBench.FRONT, device, "/snap.jpg", Duration.ofMillis(100));
  }
}
