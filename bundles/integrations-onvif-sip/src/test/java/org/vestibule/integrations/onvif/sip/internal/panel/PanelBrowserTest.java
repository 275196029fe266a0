// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.Decision;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.testkit.internal.browser.Chromium;
import org.vestibule.testkit.internal.browser.FakeMedia;
import org.vestibule.testkit.internal.browser.Page;

/** The page as a tablet's browser runs it: a film for its camera, a tone for its microphone. */
class PanelBrowserTest extends PanelFixture {
  private static final int RATE = 16_000;
  private static final double HERTZ = 440;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeEach
  void aBrowserIsHere() {
    assumeThat(Chromium.installed()).as("apt-get install chromium").isPresent();
  }

  @Test
  void aTabletRingsIsSeenIsHeardAndHears() throws Exception {
    configure("a", Map.of("id", "front", "title", "Front door", "door", "front-door"));
    FakeMedia media = new FakeMedia(Optional.of(film()), Optional.of(tone()), true);
    try (Chromium chromium = Chromium.start(folder, media)) {
      Page page = chromium.page();
      page.size(1024, 768, true);
      page.open(URI.create(server.getURI().resolve("/panel") + "#id=front&token=" + front));
      assertThat(page.evaluate("location.href").asText()).doesNotContain("token");
      page.touch("#agree");
      page.until("!document.getElementById('door').hidden", LONG);
      assertThat(page.evaluate("panelFigures.pictures + panelFigures.sent").asInt()).isZero();
      page.touch("#ring");
      page.until("!document.getElementById('sending').hidden", LONG);
      VisitId visit = visits.stories.keySet().iterator().next();
      seen(visit);
      heard(visit);
      hears(page, visit);
      visits.tell(visit.value(), new Decision.Ring(false, "nobody is known"), null, null);
      page.until("document.getElementById('sentence').textContent.startsWith('The bell')", LONG);
      page.touch("#languages [lang=de]");
      page.until(
          "document.getElementById('ring-word').textContent === 'Noch einmal klingeln' || document.getElementById('ring-word').textContent === 'Es klingelt'",
          LONG);
      for (String key : new String[] {"1", "2", "#"}) {
        page.key(key);
      }
      page.touch("#enter");
      page.until("document.getElementById('typed').textContent === ''", LONG);
      // They are on their way: to a visit that is over nobody types.
      await("keys", () -> visits.lastKeys.equals(visit + " 12#"));
      visits.tell(visit.value(), null, null, Instant.now());
      page.until("document.getElementById('sending').hidden", LONG);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void aWrongTokenIsNotKeptAndARightOneIsAndAScreenWithoutACameraStillRings() throws Exception {
    try (Chromium chromium = Chromium.start(folder, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      page.size(390, 844, true);
      page.open(server.getURI().resolve("/panel"));
      page.touch("#pair-id");
      page.type("front");
      page.touch("#pair-token");
      page.type("a-wrong-token-of-more-than-thirty-two-characters");
      page.key("Enter");
      page.until("!document.getElementById('pair-error').hidden", LONG);
      assertThat(page.evaluate("localStorage.length").asInt()).isZero();
      page.evaluate("document.getElementById('pair-token').value = ''");
      page.touch("#pair-token");
      page.type(front);
      page.key("Enter");
      page.touch("#without");
      page.touch("#ring");
      page.until("document.getElementById('end').getClientRects().length", LONG);
      assertThat(page.evaluate("document.getElementById('sending').hidden").asBoolean()).isTrue();
      page.open(server.getURI().resolve("/panel"));
      page.until("!document.getElementById('door').hidden", LONG);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void aTabletStaysPairedWhileTheGatewayDoesNotKnowItsStationsYet() throws Exception {
    try (Chromium chromium = Chromium.start(folder, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      page.size(390, 844, true);
      page.open(URI.create(server.getURI().resolve("/panel") + "#id=front&token=" + front));
      page.touch("#without");
      page.until("!document.getElementById('ring').disabled", LONG);
      stations.deleted("a");
      page.until("document.getElementById('ring').disabled", LONG);
      page.evaluate("window.refusals = performance.now()");
      page.until("performance.now() - window.refusals > 3000", LONG);
      configure("a", Map.of("id", "front", "door", "front-door"));
      page.until(
          "!document.getElementById('door').hidden && !document.getElementById('ring').disabled",
          LONG);
      assertThat(page.evaluate("localStorage.getItem('vestibule.panel')").asText())
          .contains("front");
    }
  }

  /** The film is red on the left and blue on the right. */
  private void seen(VisitId visit) throws Exception {
    try (VideoFeed video = registered.get("front").openVideo(visit)) {
      Optional<Frame> frame = video.next(LONG);
      assertThat(frame).isPresent();
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame.get().bytes()));
      assertThat(picture.getWidth()).isGreaterThanOrEqualTo(640);
      assertThat(picture.getHeight()).isGreaterThanOrEqualTo(480);
      Color left = new Color(picture.getRGB(picture.getWidth() / 4, picture.getHeight() / 2));
      Color right = new Color(picture.getRGB(picture.getWidth() * 3 / 4, picture.getHeight() / 2));
      assertThat(left.getRed()).isGreaterThan(left.getBlue() + 80);
      assertThat(right.getBlue()).isGreaterThan(right.getRed() + 80);
      for (int i = 0; i < 5; i++) {
        assertThat(video.next(LONG)).as("pictures go on").isPresent();
      }
    }
  }

  /** One second of the tone, at the level at which it lies in the file. */
  private void heard(VisitId visit) throws Exception {
    try (AudioFeed audio = registered.get("front").openAudio(visit)) {
      short[] second = new short[RATE];
      // The first half second may hold the beginning of the file, or of the line.
      for (int at = -RATE / 2; at < RATE; ) {
        short[] chunk = audio.next(LONG).orElseThrow().samples();
        for (int i = 0; i < chunk.length && at < RATE; i++, at++) {
          if (at >= 0) {
            second[at] = chunk[i];
          }
        }
      }
      double expected = Waves.level(Waves.tone(HERTZ, RATE, RATE), HERTZ, RATE);
      assertThat(Waves.level(second, HERTZ, RATE)).isCloseTo(expected, within(expected / 3));
    }
  }

  /** Another tone goes to the loudspeaker until two seconds of it, however torn, were played. */
  private void hears(Page page, VisitId visit) throws Exception {
    int wanted = page.evaluate("panelFigures.heard").asInt() + 2 * RATE;
    short[] said = Waves.tone(880, RATE, RATE / 2);
    long end = System.nanoTime() + LONG.toNanos();
    try (TalkLine line = registered.get("front").openTalk(visit)) {
      while (page.evaluate("panelFigures.heard").asInt() < wanted) {
        assertThat(System.nanoTime() - end).as("two seconds were not played").isNegative();
        for (int at = 0; at < said.length; at += 320) {
          assertThat(
                  line.write(
                      new AudioChunk(Arrays.copyOfRange(said, at, at + 320), System.nanoTime())))
              .isTrue();
        }
      }
    }
    assertThat(page.evaluate("panelFigures.loudest").asDouble()).isBetween(0.2, 1.0);
    assertThat(page.evaluate("panelFigures.gaps").asInt()).isLessThanOrEqualTo(3);
  }

  /** YUV4MPEG2, 4:2:0. */
  private Path film() throws IOException {
    Path file = folder.resolve("film.y4m");
    int width = 640;
    int height = 480;
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(("YUV4MPEG2 W" + width + " H" + height + " F15:1 Ip C420jpeg\n").getBytes());
      for (int i = 0; i < 5; i++) {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(plane(width, height, 90, 60));
        out.write(plane(width / 2, height / 2, 90, 220));
        out.write(plane(width / 2, height / 2, 220, 110));
      }
    }
    return file;
  }

  private static byte[] plane(int width, int height, int left, int right) {
    byte[] plane = new byte[width * height];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (byte) (i % width < width / 2 ? left : right);
    }
    return plane;
  }

  private Path tone() throws IOException {
    Path file = folder.resolve("tone.wav");
    Files.write(file, Waves.file(48_000, 1, Waves.tone(HERTZ, 48_000, 48_000 * 10)));
    return file;
  }
}
