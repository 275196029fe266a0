// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.testkit.internal.rtsp.RtspSettings;
import org.vestibule.testkit.internal.rtsp.RtspSource;

/** Streams of a real RTSP server, and what goes wrong with them. */
@Timeout(180)
class StreamTest {
  private static final String PASSWORD = "swordfish-4711";
  private static final RtspSettings SMALL = RtspSettings.ball().size(320, 240, 10);
  private static RtspSource ball;

  @TempDir static Path folder;

  @BeforeAll
  static void peers() throws Exception {
    assumeTrue(RtspSource.available(), "needs " + RtspSource.PACKAGES);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "needs the package ffmpeg");
    ball = RtspSource.start(SMALL);
  }

  @AfterAll
  static void away() {
    if (ball != null) {
      ball.close();
    }
  }

  @Test
  void picturesHaveTheSizeAndTheColourOfWhatStandsBeforeTheCamera() throws Exception {
    RtspSettings orange = RtspSettings.ball().picture(picture("orange.png", 224, 128, 32));
    try (RtspSource camera = RtspSource.start(orange);
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(VideoBench.wish(camera.main()));
        VideoFeed feed = source.open()) {
      Frame frame = VideoBench.picture(feed, System.nanoTime());
      assertThat(frame.format()).isEqualTo(new FrameFormat.Raw(PixelLayout.I420, 320, 240));
      assertThat(frame.bytes()).hasSize(320 * 240 * 3 / 2);
      // Full range BT.601 of red 224, green 128, blue 32.
      int middle = 120 * 320 + 160;
      assertThat(frame.bytes()[middle] & 0xff).isBetween(141, 151);
      assertThat(frame.bytes()[320 * 240 + 60 * 160 + 80] & 0xff).isBetween(58, 68);
      assertThat(frame.bytes()[320 * 300 + 60 * 160 + 80] & 0xff).isBetween(178, 188);
      // The camera is 16:9 and the picture 4:3: above and below is black, and nothing is squeezed.
      assertThat(frame.bytes()[10 * 320 + 160] & 0xff).isLessThan(20);
      assertThat(source.status().state()).isEqualTo(Status.State.READY);
      assertThat(source.latest()).isPresent();
      VideoBench.picture(feed, frame.capturedNanos());
      assertThat(bench.way.sent).containsKey(DataClass.EVENT);
    }
  }

  @Test
  void theRightPasswordOpensTheStreamAndStandsNowhere() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    try (RtspSource camera = RtspSource.start(SMALL.account("ada", PASSWORD, true));
        VideoBench bench = new VideoBench();
        VideoSource source =
            bench.video.stream(VideoBench.wish(camera.main(), "ada", password, false));
        VideoFeed feed = source.open()) {
      VideoBench.picture(feed, System.nanoTime());
      Path process = Path.of("/proc", Long.toString(bench.pid().orElseThrow()));
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      assertThat(line).startsWith("ffmpeg").contains("rtsp://127.0.0.1:");
      assertThat(line).doesNotContain(PASSWORD, "ada", ":" + camera.main().getPort());
      assertThat(Files.readString(process.resolve("environ"))).doesNotContain(PASSWORD, "ada");
      assertThat(bench.way.sent).containsKey(DataClass.CREDENTIAL);
    }
  }

  @Test
  void basicIsSpokenOnlyWhereTheSiteAllowsIt() throws Exception {
    Path password = Files.writeString(folder.resolve("password-basic"), PASSWORD);
    try (RtspSource camera = RtspSource.start(SMALL.account("ada", PASSWORD, false));
        VideoBench bench = new VideoBench()) {
      try (VideoSource source =
              bench.video.stream(VideoBench.wish(camera.main(), "ada", password, false));
          VideoFeed feed = source.open()) {
        awaitFault(source, "credentials-wrong", Status.Cause.CREDENTIALS);
        assertThat(bench.way.sent).doesNotContainKey(DataClass.CREDENTIAL);
      }
      try (VideoSource source =
              bench.video.stream(VideoBench.wish(camera.main(), "ada", password, true));
          VideoFeed feed = source.open()) {
        VideoBench.picture(feed, System.nanoTime());
      }
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotTriedAgain() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      wrongPassword();
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("user 'ada' refused")
        .doesNotContain("wrong-and-secret");
  }

  private static void wrongPassword() throws Exception {
    Path password = Files.writeString(folder.resolve("password-wrong"), "wrong-and-secret");
    try (RtspSource camera = RtspSource.start(SMALL.account("ada", PASSWORD, true));
        VideoBench bench = new VideoBench();
        VideoSource source =
            bench.video.stream(VideoBench.wish(camera.main(), "ada", password, false));
        VideoFeed feed = source.open()) {
      awaitFault(source, "credentials-wrong", Status.Cause.CREDENTIALS);
      assertThat(source.status().sentence()).doesNotContain("wrong-and-secret");
      long tried = bench.way.sent.get(DataClass.CREDENTIAL);
      long before = bench.figures().restarts();
      VideoBench.await("further tries", () -> bench.figures().restarts() >= before + 2);
      assertThat(bench.way.sent).containsEntry(DataClass.CREDENTIAL, tried);
    }
  }

  @Test
  void aPathThatIsNoStreamIsSaid() throws Exception {
    try (VideoBench bench = new VideoBench();
        VideoSource source =
            bench.video.stream(VideoBench.wish(URI.create(ball.base() + "/none")));
        VideoFeed feed = source.open()) {
      awaitFault(source, "stream-missing", Status.Cause.DEVICE_REFUSED);
      assertThat(feed.ended()).isFalse();
    }
  }

  @Test
  void aCameraThatRestartsIsSeenAgain() throws Exception {
    try (RtspSource camera = RtspSource.start(SMALL);
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(VideoBench.wish(camera.main()));
        VideoFeed feed = source.open()) {
      VideoBench.picture(feed, System.nanoTime());
      camera.goAway();
      awaitFault(source, "station-unreachable", Status.Cause.NETWORK);
      camera.comeBack();
      long back = System.nanoTime();
      Frame frame = VideoBench.picture(feed, back);
      System.out.printf("seen again after %d ms%n", (frame.capturedNanos() - back) / 1_000_000);
      assertThat(source.status().state()).isEqualTo(Status.State.READY);
    }
  }

  @Test
  void aStreamThatEndsBeginsAnew() throws Exception {
    try (RtspSource camera = RtspSource.start(SMALL.endAfter(2));
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(VideoBench.wish(camera.main()));
        VideoFeed feed = source.open()) {
      VideoBench.picture(feed, System.nanoTime());
      VideoBench.await("an end", () -> source.status().state() == Status.State.UNAVAILABLE);
      VideoBench.picture(feed, System.nanoTime());
    }
  }

  @Test
  void aCameraThatSaysNothingIsGivenUpAndSaid() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        VideoBench bench = new VideoBench();
        VideoSource source =
            bench.video.stream(
                VideoBench.wish(URI.create("rtsp://127.0.0.1:" + silent.getLocalPort() + "/sub")));
        VideoFeed feed = source.open()) {
      awaitFault(source, "station-silent", Status.Cause.NETWORK);
      assertThat(feed.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void noDecoderIsLeftWhenTheBundleStops() throws Exception {
    try (VideoBench bench = new VideoBench();
        VideoFeed feed = bench.video.stream(VideoBench.wish(ball.main())).open()) {
      VideoBench.picture(feed, System.nanoTime());
      long pid = bench.pid().orElseThrow();
      bench.close();
      VideoBench.await("the child's end", () -> !alive(pid));
      VideoBench.await("the threads' end", () -> threads() == 0);
      assertThat(feed.next(Duration.ofSeconds(1)).isEmpty() || feed.ended()).isTrue();
    }
  }

  @Test
  void noDecoderIsLeftWhenTheGatewayIsKilled() throws Exception {
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Looker.class.getName(),
                ball.main().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid = Long.parseLong(gateway.inputReader().readLine());
    assertThat(alive(pid)).isTrue();
    gateway.destroyForcibly().waitFor();
    VideoBench.await("the child's end", () -> !alive(pid));
  }

  @Test
  void whoMovesIsSeenAndTold() throws Exception {
    CopyOnWriteArrayList<Boolean> moved = new CopyOnWriteArrayList<>();
    try (VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(gated(ball), moved::add);
        VideoFeed feed = source.ambient()) {
      VideoBench.picture(feed, System.nanoTime());
      assertThat(moved).containsExactly(true);
    }
  }

  @Test
  void anIdleCameraDecodesWholePicturesOnlyUntilAVisitLooks() throws Exception {
    RtspSettings still = SMALL.picture(picture("grey.png", 90, 90, 90));
    try (RtspSource camera = RtspSource.start(still);
        VideoBench bench = new VideoBench();
        VideoSource source = bench.video.stream(gated(camera));
        VideoFeed ambient = source.ambient()) {
      VideoBench.await("rest", () -> bench.figures().keyframesOnly() && bench.pid().isPresent());
      assertThat(Files.readString(Path.of("/proc/" + bench.pid().orElseThrow() + "/cmdline")))
          .contains("nokey");
      assertThat(ambient.next(Duration.ZERO)).isEmpty();
      assertThat(source.latest()).isPresent();
      try (VideoFeed visit = source.open()) {
        long before = bench.figures().restarts();
        VideoBench.picture(visit, System.nanoTime());
        VideoBench.await("work", () -> !bench.figures().keyframesOnly());
        VideoBench.picture(visit, System.nanoTime());
        assertThat(bench.figures().restarts()).isEqualTo(before);
      }
    }
  }

  private static Path picture(String name, int red, int green, int blue) throws Exception {
    BufferedImage image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 36; i++) {
      image.setRGB(i % 64, i / 64, red << 16 | green << 8 | blue);
    }
    File file = folder.resolve(name).toFile();
    ImageIO.write(image, "png", file);
    return file.toPath();
  }

  private static StreamWish gated(RtspSource camera) {
    StreamWish.Options gate = StreamWish.Options.usual();
    return new StreamWish(
        VideoBench.FRONT, camera.main(), "", Optional.empty(), false, 320, 240, 10, gate);
  }

  private static void awaitFault(VideoSource source, String code, Status.Cause cause)
      throws InterruptedException {
    VideoBench.await(code, () -> source.status().sentence().startsWith(code));
    assertThat(source.status().cause()).isEqualTo(cause);
    assertThat(source.status().state()).isEqualTo(Status.State.UNAVAILABLE);
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long threads() {
    Thread[] all = new Thread[Thread.activeCount() + 20];
    Thread.enumerate(all);
    return Arrays.stream(all)
        .filter(
            each ->
                each != null
                    && (each.getName().startsWith("vestibule-video")
                        || each.getName().startsWith("vestibule-rtsp")))
        .count();
  }
}
