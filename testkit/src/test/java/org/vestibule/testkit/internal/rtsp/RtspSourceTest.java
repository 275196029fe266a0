// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ffprobe, which nobody here wrote, takes the source for a camera. */
@Timeout(180)
class RtspSourceTest {
  @BeforeAll
  static void toolsAreHere() throws Exception {
    assumeTrue(RtspSource.available(), "not installed: " + RtspSource.PACKAGES);
    boolean here;
    try {
      here =
          new ProcessBuilder("ffprobe", "-version")
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      here = false;
    }
    assumeTrue(here, "ffprobe is not installed: package ffmpeg");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoHasNoAccountSeesNothing(boolean digest) throws Exception {
    RtspSettings settings = RtspSettings.ball().account("viewer", "secret", digest);
    try (RtspSource source = RtspSource.start(settings)) {
      assertThat(streams(source.main())).contains("401 Unauthorized");
      assertThat(streams(with("viewer:wrong", source.main()))).contains("401 Unauthorized");
      assertThat(streams(with("viewer:secret", source.main()))).contains("h264,640,360");
    }
  }

  @Test
  void thereAreALargeAndASmallStreamWithSound() throws Exception {
    try (RtspSource source = RtspSource.start(RtspSettings.ball().size(1280, 720, 10))) {
      assertThat(streams(source.main())).contains("h264,1280,720", "pcm_mulaw");
      assertThat(streams(source.sub())).contains("h264,640,360", "pcm_mulaw");
    }
  }

  @Test
  void aStreamThatEndsEnds() throws Exception {
    Path portrait =
        Path.of(System.getProperty("vestibule.root"), "testkit/portraits/female-16.jpg");
    RtspSettings settings = RtspSettings.ball().picture(portrait).endAfter(2);
    try (RtspSource source = RtspSource.start(settings)) {
      String[] count = {
        "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames"
      };
      String frames = ffprobe(source.main(), count).strip();
      assertThat(Integer.parseInt(frames)).isBetween(10, 20);
    }
  }

  @Test
  void itComesBackAtTheSamePort() throws Exception {
    try (RtspSource source = RtspSource.start(RtspSettings.ball())) {
      URI before = source.main();
      source.goAway();
      assertThat(streams(before)).contains("Connection refused");
      source.comeBack();
      assertThat(source.main()).isEqualTo(before);
      assertThat(streams(before)).contains("h264,640,360");
    }
  }

  private static String streams(URI stream) throws Exception {
    return ffprobe(stream, "-show_entries", "stream=codec_name,width,height");
  }

  private static String ffprobe(URI stream, String... asked) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "csv=p=0"));
    command.addAll(List.of("-rtsp_transport", "tcp"));
    command.addAll(List.of(asked));
    command.add(stream.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static URI with(String account, URI stream) {
    return URI.create(stream.toString().replace("rtsp://", "rtsp://" + account + "@"));
  }
}
