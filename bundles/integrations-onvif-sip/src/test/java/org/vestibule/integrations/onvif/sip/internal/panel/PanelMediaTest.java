// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;

/** Pictures and sound that a panel sends. */
class PanelMediaTest extends PanelFixture {
  @Test
  void theNewestPicturesStayWhenNobodyLooks() throws Exception {
    String visit = press("");
    for (int i = 0; i < 12; i++) {
      post("front/visits/" + visit + "/frames", bytes(new byte[] {(byte) i}), front);
    }
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    assertThat(video.next(SOON).orElseThrow().bytes()).containsExactly(4);
    assertThat(stations.find("front").orElseThrow().session(new VisitId(visit)).droppedFrames())
        .isEqualTo(4);
  }

  @Test
  void liveSoundIsHeardWhileItIsStillBeingSent() throws Exception {
    String visit = press("");
    AudioFeed feed = registered.get("front").openAudio(new VisitId(visit));
    URI path = server.getURI().resolve("/station/v1/front/visits/" + visit + "/audio");
    // java.net.http gathers 16 KiB before it sends; a panel does not.
    HttpURLConnection panel = (HttpURLConnection) path.toURL().openConnection();
    panel.setRequestProperty("Authorization", "Bearer " + front);
    panel.setRequestProperty("Content-Type", "audio/wav");
    panel.setDoOutput(true);
    panel.setChunkedStreamingMode(640);
    try (OutputStream mouth = panel.getOutputStream()) {
      mouth.write(Waves.header(16_000, 1, 0xFFFF_FFFFL));
      mouth.write(Waves.samples(new short[3200]));
      mouth.flush();
      AudioChunk first = feed.next(SOON).orElseThrow();
      assertThat(first.samples()).hasSize(320);
      mouth.write(Waves.samples(new short[320]));
    }
    assertThat(panel.getResponseCode()).isEqualTo(202);
    assertThat(new ObjectMapper().readTree(panel.getInputStream()).path("samples").asInt())
        .isEqualTo(3520);
    assertThat(drain(feed)).hasSize(3200);
  }

  @Test
  void soundOfAnotherRateKeepsItsPitch() throws Exception {
    String visit = press("");
    AudioFeed feed = registered.get("front").openAudio(new VisitId(visit));
    short[] tone = Waves.tone(440, 48_000, 48_000);
    byte[] stereo = Waves.file(48_000, 2, Waves.twice(tone));
    assertThat(sound(visit, stereo).statusCode()).isEqualTo(202);
    assertThat(feed.format().sampleRate()).isEqualTo(16_000);
    short[] heard = drain(feed);
    assertThat(heard).hasSize(16_000);
    assertThat(Waves.level(heard, 440, 16_000)).isBetween(9_800.0, 10_200.0);
    assertThat(Waves.level(heard, 1000, 16_000)).isLessThan(50.0);
  }

  @Test
  void badSoundIsRefusedByName() throws Exception {
    String visit = press("");
    byte[] good = Waves.file(16_000, 1, new short[1600]);
    assertThat(code(sound(visit, "MP3 or so, long enough".getBytes())))
        .isEqualTo("415 audio-format-unsupported");
    assertThat(code(sound(visit, Waves.file(96_000, 1, new short[960]))))
        .isEqualTo("415 audio-format-unsupported");
    assertThat(code(sound(visit, Waves.file(16_000, 3, new short[960]))))
        .isEqualTo("415 audio-format-unsupported");
    assertThat(code(sound(visit, java.util.Arrays.copyOf(good, good.length - 101))))
        .isEqualTo("400 audio-truncated");
    assertThat(code(sound(visit, java.util.Arrays.copyOf(good, 30))))
        .isEqualTo("400 audio-truncated");
    assertThat(code(sound(visit, Waves.header(8_000, 1, 61 * 16_000))))
        .isEqualTo("413 audio-too-long");
  }

  @Test
  void oldFutureEmptyAndHugePicturesAreRefused() throws Exception {
    String frames = "front/visits/" + press("") + "/frames";
    BodyPublisher picture = bytes(new byte[1]);
    String at = "Vestibule-Captured-At";
    assertThat(code(post(frames, picture, front, at, Instant.now().minusSeconds(11).toString())))
        .isEqualTo("409 frame-stale");
    assertThat(code(post(frames, picture, front, at, Instant.now().plusSeconds(10).toString())))
        .isEqualTo("400 captured-at-invalid");
    assertThat(code(post(frames, picture, front, at, "yesterday")))
        .isEqualTo("400 captured-at-invalid");
    assertThat(code(post(frames, BodyPublishers.noBody(), front))).isEqualTo("400 image-empty");
    assertThat(code(post(frames, bytes(new byte[FrameUpload.MOST_BYTES + 1]), front)))
        .isEqualTo("413 image-too-large");
    assertThat(
            post(frames, picture, front, at, Instant.now().plusSeconds(1).toString()).statusCode())
        .isEqualTo(202);
  }

  @Test
  void feedsEndWhenTheVisitClosesAndWhenThePanelFallsSilent() throws Exception {
    String visit = press("");
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    stations.sweep(System.nanoTime() + Duration.ofSeconds(15).toNanos());
    assertThat(video.ended()).isFalse();
    stations.sweep(System.nanoTime() + Duration.ofSeconds(31).toNanos());
    assertThat(video.ended()).isTrue();
    assertThat(press("")).isEqualTo(visit);
    AudioFeed audio = registered.get("front").openAudio(new VisitId(visit));
    assertThat(audio.ended()).isFalse();
    visits.tell(visit, null, null, Instant.now());
    stations.on(new VisitClosed(Instant.now(), visits.stories.get(new VisitId(visit))));
    assertThat(audio.next(SOON)).isEmpty();
    assertThat(audio.ended()).isTrue();
  }
}
