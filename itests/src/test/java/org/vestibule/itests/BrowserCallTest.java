// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.browser.Chromium;
import org.vestibule.testkit.internal.browser.FakeMedia;
import org.vestibule.testkit.internal.browser.Page;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;

/**
 * The pilot kit: a tablet at the door and a page inside, both Chromium, and the assembled gateway
 * between them. The tablet's camera shows a real face video and its microphone a spoken sentence.
 */
public class BrowserCallTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Path data = House.ROOT.resolve("itests/target/browser-call");
  private final Path fixtures = Path.of(System.getProperty("vestibule.fixtures"));
  private GatewayProcess gateway;
  private Operator operator;

  @Before
  public void aGatewayRuns() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    assumeTrue("needs the fixtures of ./vestibule test", Files.isDirectory(fixtures));
    assumeTrue("needs chromium; see ./vestibule doctor", Chromium.installed().isPresent());
    StagedHome.withStations(data, packs);
    Files.writeString(data.resolve("etc/org.vestibule.calls.cfg"), "pageSeconds = 300\n");
    // Two browsers on a busy machine are no faster than that.
    Files.writeString(
        data.resolve("etc/org.vestibule.core.cfg"),
        "visitLimitMillis = 600000\nconversationSeconds = 600\n",
        StandardOpenOption.APPEND);
    gateway = GatewayProcess.start(data, "browser-call.log");
    operator = Operator.whenReady(gateway.address(), data, PATIENCE);
  }

  @After
  public void itEnds() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  public void whoRingsAtATabletIsSeenHeardAndLetInFromABrowser() throws Exception {
    Path folder = Files.createDirectories(data.resolve("browsers"));
    try (Chromium inside = Chromium.start(folder.resolve("inside"), FakeMedia.PATTERN);
        Chromium outside =
            Chromium.start(Files.createDirectories(folder.resolve("outside")), visitor())) {
      Page resident = inside.page();
      resident.size(390, 844, true);
      logIn(resident);
      Page panel = outside.page();
      panel.size(1024, 768, true);
      String token = Files.readString(data.resolve("secrets/station-front.token")).strip();
      panel.open(URI.create(gateway.address().resolve("/panel") + "#id=front&token=" + token));
      panel.touch("#agree");
      panel.until("!document.getElementById('door').hidden", SOON);
      panel.touch("#ring");

      resident.until("Number(document.querySelector('.call canvas')?.dataset.painted) > 1", SOON);
      resident.screenshot(data.resolve("resident-rings.png"));
      resident.touch("#answer");
      resident.until("document.body.innerText.includes('You can talk now')", SOON);
      panel.until("panelFigures.heard > 16000", SOON);
      resident.until("talkFigures.heard > 32000", SOON);
      panel.screenshot(data.resolve("panel-talks.png"));
      resident.keepPressed(
          "#open", "document.getElementById('told')?.innerText.includes('Opened')", SOON);
      resident.screenshot(data.resolve("resident-opened.png"));
      resident.touch("#hang-up");
      resident.until("document.body.innerText.includes('Nobody rings')", SOON);
      panel.until("document.getElementById('sending').hidden", SOON);
      assertEquals(List.of(), panel.complaints());
      assertEquals(List.of(), resident.complaints());
    }
    JsonNode newest = operator.get("/api/visits").body().get(0);
    assertEquals("front", newest.path("station").asText());
    JsonNode story = operator.closed(newest.path("id").asText(), SOON);
    assertEquals(story.toString(), "Opened", story.path("outcome").path("type").asText());
  }

  /** As whoever works on the box does. */
  private void logIn(Page resident) throws Exception {
    resident.open(gateway.address().resolve("/resident"));
    resident.until("document.getElementById('login')", SOON);
    String token = Files.readString(data.resolve("secrets/operator.token")).strip();
    String body = "JSON.stringify({token: " + Page.quoted(token) + "})";
    resident.evaluate(
        "fetch('/api/session', {method: 'POST', headers: {'Content-Type': 'application/json'},"
            + " body: "
            + body
            + "}).then(answer => answer.status)");
    resident.open(gateway.address().resolve("/resident?again"));
    resident.until("document.body.innerText.includes('Waiting for calls')", SOON);
  }

  private FakeMedia visitor() throws Exception {
    Path film = data.resolve("visitor.mjpeg");
    Path voice = data.resolve("visitor.wav");
    ffmpeg(
        "-framerate",
        "15",
        "-pattern_type",
        "glob",
        "-i",
        fixtures.resolve("faces/resident") + "/*.jpg",
        "-vf",
        "scale=640:480:force_original_aspect_ratio=decrease,pad=640:480:-1:-1",
        "-q:v",
        "4",
        film.toString());
    ffmpeg(
        "-i",
        fixtures.resolve("speech/courier.wav").toString(),
        "-ar",
        "48000",
        "-ac",
        "1",
        voice.toString());
    return new FakeMedia(Optional.of(film), Optional.of(voice), true);
  }

  private static void ffmpeg(String... options) throws IOException, InterruptedException {
    String[] command = new String[options.length + 4];
    System.arraycopy(new String[] {"ffmpeg", "-v", "error", "-y"}, 0, command, 0, 4);
    System.arraycopy(options, 0, command, 4, options.length);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertTrue("ffmpeg", process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0);
  }
}
