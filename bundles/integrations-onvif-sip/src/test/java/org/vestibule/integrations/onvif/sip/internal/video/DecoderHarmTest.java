// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/** Decoders that misbehave harm nobody but their own camera. */
@Timeout(180)
class DecoderHarmTest {
  @TempDir Path folder;

  @Test
  void oneThatIsNotThereIsSaid() throws Exception {
    try (Harm harm = new Harm("no-such-program")) {
      harm.awaitSentence("ffmpeg-missing");
      assertThat(harm.source.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
    }
  }

  @Test
  void oneThatDiesIsBegunAnewAndItsLastWordIsTold() throws Exception {
    try (Harm harm = new Harm(program("echo first >&2; echo 'the last word' >&2; exit 3"))) {
      harm.awaitSentence("stream-ended");
      assertThat(harm.source.status().sentence()).contains("the last word").doesNotContain("first");
      VideoBench.await("another try", () -> harm.bench.figures().restarts() >= 2);
    }
  }

  @Test
  void oneThatTalksWithoutEndIsEnded() throws Exception {
    try (Harm harm = new Harm(program("exec 3>&1; exec yes 'all is lost' >&2"))) {
      harm.awaitSentence("decoder-broken");
      assertThat(harm.source.status().sentence()).hasSizeLessThan(300);
    }
  }

  @Test
  void oneThatPoursOutPicturesFillsNothing() throws Exception {
    try (Harm harm = new Harm(program("exec cat /dev/zero"))) {
      VideoBench.await("pictures", () -> harm.bench.figures().pictures() > 1000);
      assertThat(harm.feed.next(Duration.ZERO)).isPresent();
      VideoFigures figures = harm.bench.figures();
      assertThat(figures.handedOut()).isLessThan(figures.pictures() / 2);
      harm.source.close();
      int waiting = 0;
      while (harm.feed.next(Duration.ZERO).isPresent()) {
        waiting++;
      }
      assertThat(waiting).as("pictures that wait for a reader").isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whatFailsOverAPictureIsSaidAndTheCameraBeginsAnew() throws Exception {
    String still = "end=$(($(date +%s) + 3)); while [ $(date +%s) -lt $end ]; do ";
    String moving =
        "head -c 1152000 /dev/zero; done; while :; do head -c 30720 /dev/zero;"
            + " head -c 15360 /dev/zero | tr '\\0' '\\377'; head -c 69120 /dev/zero; done";
    Consumer<Boolean> failing =
        now -> {
          throw new IllegalStateException("nobody takes it");
        };
    try (Harm harm = new Harm(program(still + moving), failing)) {
      harm.awaitSentence("picture-failed");
      VideoBench.await("another try", () -> harm.bench.figures().restarts() >= 1);
    }
  }

  @Test
  void oneThatHangsIsEndedWithItsSource() throws Exception {
    long pid;
    try (Harm harm = new Harm(program("exec sleep 1000"))) {
      VideoBench.await("a child", () -> harm.bench.pid().isPresent());
      pid = harm.bench.pid().orElseThrow();
      harm.feed.close();
      VideoBench.await("rest", () -> harm.bench.pid().isEmpty());
    }
    long gone = pid;
    VideoBench.await(
        "the child's end", () -> ProcessHandle.of(gone).map(each -> !each.isAlive()).orElse(true));
  }

  private String program(String script) throws Exception {
    Path file = folder.resolve("decoder");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  /** A camera that takes connections, and a decoder. */
  private static final class Harm implements AutoCloseable {
    final ServerSocket camera = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final VideoBench bench;
    final VideoSource source;
    final VideoFeed feed;

    Harm(String program) throws Exception {
      this(program, moving -> {});
    }

    Harm(String program, Consumer<Boolean> moved) throws Exception {
      bench = new VideoBench(program);
      StreamWish plain =
          VideoBench.wish(URI.create("rtsp://127.0.0.1:" + camera.getLocalPort() + "/sub"));
      source =
          bench.video.stream(
              new StreamWish(
                  plain.station(),
                  plain.uri(),
                  "",
                  Optional.empty(),
                  false,
                  plain.width(),
                  plain.height(),
                  plain.fps(),
                  StreamWish.Options.usual()),
              moved);
      feed = source.open();
    }

    void awaitSentence(String beginning) throws InterruptedException {
      VideoBench.await(beginning, () -> source.status().sentence().startsWith(beginning));
    }

    @Override
    public void close() throws Exception {
      bench.close();
      camera.close();
    }
  }
}
