// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.station.Frame;
import org.vestibule.testkit.internal.browser.Chromium;
import org.vestibule.testkit.internal.browser.FakeMedia;
import org.vestibule.testkit.internal.browser.Page;

/** The page of whoever lives here, in a browser on a phone. */
@Timeout(180)
class ResidentTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path data;
  private SampleConsole console;
  private SampleCalls calls;

  @BeforeEach
  void start() throws Exception {
    assumeThat(Chromium.installed()).as("apt-get install chromium").isPresent();
    console = new SampleConsole(data, 0, 1000);
    calls = new SampleCalls(console.pages);
    console.sample.house.calls = calls;
    console.trust.access.tokens.put(
        "ada",
        SampleAccess.caller("ada", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.RESIDENT)));
    console.sample.seen = Optional.of(new Frame(picture(), Instant.now(), System.nanoTime()));
  }

  @AfterEach
  void stop() throws Exception {
    if (console != null) {
      console.close();
    }
  }

  @Test
  void aResidentSeesTalksOpensAndHangsUp() throws Exception {
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      console.trust.building = () -> "Maple Street 7";
      logIn(page);
      page.until("document.querySelector('.of-house')?.innerText === 'Maple Street 7'", LONG);
      calls.ring("c-1", "ada");
      page.until("Number(document.querySelector('.call canvas')?.dataset.painted) > 1", LONG);
      shot(page, "ringing");
      page.touch("#answer");
      page.until("document.body.innerText.includes('You can talk now')", LONG);
      assertThat(calls.spoken.poll(60, TimeUnit.SECONDS)).isNotNull();
      for (int i = 0; i < 50; i++) {
        short[] piece = new short[320];
        java.util.Arrays.fill(piece, (short) (i % 2 == 0 ? 8000 : -8000));
        calls.visitor.said.add(piece);
      }
      page.until("talkFigures.heard >= 16000", LONG);
      page.touch("#open");
      page.until("document.querySelector('#open').innerText.includes('Press again')", LONG);
      assertThat(calls.deeds).containsExactly("ada answered c-1 by browser");
      page.keepPressed(
          "#open", "document.getElementById('told')?.innerText.includes('Opened')", LONG);
      shot(page, "talking");
      page.touch("#hang-up");
      page.until("document.body.innerText.includes('Nobody rings')", LONG);
      page.touch("#hour");
      page.until("document.getElementById('loud')", LONG);
      shot(page, "quiet");
      assertThat(calls.deeds)
          .containsExactly("ada answered c-1 by browser", "opened c-1", "ended c-1 hung-up");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void aVoiceThatLostItsNetworkComesBackWhileTheHouseWaits() throws Exception {
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      logIn(page);
      page.evaluate(
          "(() => { const Real = WebSocket; window.tries = []; window.WebSocket = function(to) {"
              + " const made = new Real(window.gone ? to.replace('/voice', 'x/voice') : to);"
              + " window.tries.push(made); return made; }; WebSocket.OPEN = 1; })()");
      calls.ring("c-1", "ada");
      page.touch("#answer");
      page.until("document.body.innerText.includes('You can talk now')", LONG);
      page.until("tries[0].readyState === 1", LONG);
      page.evaluate("window.gone = true; tries[0].close(4000); 0");
      page.until("tries.length > 2", LONG);
      page.evaluate("window.gone = false");
      page.until("tries[tries.length - 1].readyState === 1", LONG);
      calls.spoken.clear();
      assertThat(calls.spoken.poll(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(calls.deeds).containsExactly("ada answered c-1 by browser");
    }
  }

  @Test
  void aConversationOutlivesAListThatWasLost() throws Exception {
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = chromium.page();
      logIn(page);
      calls.ring("c-1", "ada");
      page.touch("#answer");
      page.until("document.body.innerText.includes('You can talk now')", LONG);
      console.settings.modified(Map.of("sseClients", "1"));
      console.pages.deactivate();
      Client other =
          Client.bearing(console, console.trust.access.token("bo", Grant.of(Role.RESIDENT)));
      try (InputStream inTheWay =
          HttpClient.newHttpClient()
              .send(other.request("/api/calls/events").build(), BodyHandlers.ofInputStream())
              .body()) {
        page.until("document.body.innerText.includes('No connection')", LONG);
        while (page.complaints().stream().noneMatch(line -> line.contains("503"))) {
          page.evaluate("document.title");
        }
        console.settings.modified(Map.of());
        page.until("document.body.innerText.includes('Waiting for calls')", LONG);
        assertThat(inTheWay).isNotNull();
      }
      calls.spoken.clear();
      assertThat(calls.spoken.poll(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(page.evaluate("Boolean(document.querySelector('#hang-up'))").asBoolean()).isTrue();
      assertThat(calls.deeds).containsExactly("ada answered c-1 by browser");
    }
  }

  private void logIn(Page page) throws Exception {
    page.size(390, 844, true);
    page.open(address());
    page.until("document.getElementById('login')", LONG);
    page.evaluate(
        "fetch('/api/session',{method:'POST',headers:{'Content-Type':'application/json'},"
            + "body:'{\"token\":\"ada\"}'}).then(a => a.status)");
    page.open(URI.create(address() + "?again"));
    page.until("document.body.innerText.includes('Waiting for calls')", LONG);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + console.port() + "/resident");
  }

  private static void shot(Page page, String name) throws Exception {
    String folder = System.getProperty("vestibule.shots");
    if (folder != null) {
      for (boolean dark : new boolean[] {false, true}) {
        page.dark(dark);
        page.screenshot(Path.of(folder, name + (dark ? "-dark.png" : "-light.png")));
      }
    }
  }

  private static byte[] picture() throws Exception {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(90, 120, 150));
    pen.fillRect(0, 0, 640, 480);
    pen.setColor(new Color(220, 190, 160));
    pen.fillOval(230, 110, 180, 220);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
