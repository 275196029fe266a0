// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderDisplay.Light;
import org.vestibule.api.door.ReaderFront;
import org.vestibule.api.people.Claim;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.web.socket.Socket;

/** A device at a door over one WebSocket. */
class PanelLiveTest extends PanelFixture {
  private static final short[] TONE = Waves.tone(440, 16_000, 8000);

  @Test
  void aWrongTokenIsToldSoAndTooManyAreHeldUp() throws Exception {
    for (int i = 0; i <= FailureLimit.MOST; i++) {
      try (LiveClient stranger = device("front")) {
        stranger.say("{\"type\":\"hello\",\"token\":\"" + "x".repeat(43) + "\"}");
        assertThat(stranger.next("problem").path("code").asText())
            .isEqualTo(i < FailureLimit.MOST ? "unauthorized" : "too-many-failures");
        assertThat(stranger.closedWith()).isEqualTo(Socket.POLICY);
      }
    }
    try (LiveClient right = hello("front", front)) {
      right.say("{\"type\":\"press\"}").next("visit");
    }
  }

  @Test
  void whoeverSaysNothingOrSomethingElseFirstIsSentAway() throws Exception {
    try (LiveClient silent = device("front");
        LiveClient hasty = device("front")) {
      hasty.say("{\"type\":\"press\"}");
      assertThat(hasty.next("problem").path("code").asText()).isEqualTo("message-invalid");
      assertThat(hasty.closedWith()).isEqualTo(Socket.POLICY);
      assertThat(silent.closedWith()).isEqualTo(Socket.POLICY);
      assertThat(visits.stories).isEmpty();
    }
  }

  @Test
  void whoHasNotSaidWhoItIsCannotFillTheMemory() throws Exception {
    try (LiveClient stranger = device("front")) {
      stranger.begin(new byte[8 << 10]);
      assertThat(stranger.closedWith()).isEqualTo(Socket.TOO_LARGE);
    }
  }

  @Test
  void whatIsNoMessageIsRefusedWithoutRepeatingIt() throws Exception {
    try (LiveClient device = hello("front", front)) {
      for (String message :
          new String[] {
            "",
            "{",
            "[\"1204\"]",
            "{\"type\":1204}",
            "{\"type\":\"1204\"}",
            "{\"keys\":\"1204\"}",
            "{\"type\":\"keys\",\"type\":\"1204\"}",
            "{\"type\":\"keys\",\"keys\":\"1204x\"}",
            "{\"type\":\"press\",\"name\":\"1204\"}",
            "{\"type\":\"press\",\"unit\":1204}"
          }) {
        JsonNode problem = device.say(message).next("problem");
        assertThat(problem.path("code").asText()).as(message).endsWith("-invalid");
        assertThat(problem.toString()).doesNotContain("1204");
      }
      device.say("\"" + "1204".repeat(2000) + "\"");
      assertThat(device.closedWith()).isEqualTo(Socket.TOO_LARGE);
    }
  }

  @Test
  void aPressOpensAVisitThatIsShownInTheDevicesLanguageAndEnds() throws Exception {
    try (LiveClient device = hello("front", front)) {
      JsonNode shown = device.say("{\"type\":\"press\",\"unit\":\"12\"}").next("visit");
      assertThat(shown.path("open").asBoolean()).isTrue();
      assertThat(shown.path("sentence").asText()).isEqualTo("Please wait a moment.");
      assertThat(shown.toString()).doesNotContain("Ada");
      assertThat(visits.lastUnit).contains("12");
      String visit = shown.path("visit").asText();
      device.say("{\"type\":\"press\",\"claim\":\"1207\"}");
      device
          .say("{\"type\":\"keys\",\"keys\":\"12#\"}")
          .say("{\"type\":\"keys\",\"keys\":\"999\"}");
      assertThat(device.next("problem").path("code").asText()).isEqualTo("keys-invalid");
      assertThat(visits.lastClaim.map(Claim::code)).contains("1207");
      assertThat(visits.lastKeys).isEqualTo(visit + " 12#");
      visits.tell(visit, null, null, Instant.now());
      assertThat(device.next("visit").path("open").asBoolean()).isFalse();
    }
  }

  @Test
  void picturesAndSoundGoTheWayOfWhatIsPosted() throws Exception {
    try (LiveClient device = hello("front", front)) {
      VisitId visit = pressed(device);
      byte[] picture = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
      device.send(LivePanel.PICTURE, picture);
      for (int at = 0; at < TONE.length; at += 640) {
        device.send(
            LivePanel.SOUND,
            Waves.samples(java.util.Arrays.copyOfRange(TONE, at, Math.min(at + 640, TONE.length))));
      }
      try (VideoFeed video = registered.get("front").openVideo(visit);
          AudioFeed audio = registered.get("front").openAudio(visit)) {
        assertThat(video.next(SOON).map(Frame::bytes)).contains(picture);
        short[] heard = new short[TONE.length];
        for (int at = 0; at < heard.length; ) {
          Optional<AudioChunk> chunk = audio.next(SOON);
          assertThat(chunk).isPresent();
          System.arraycopy(chunk.get().samples(), 0, heard, at, chunk.get().samples().length);
          at += chunk.get().samples().length;
        }
        assertThat(heard).isEqualTo(TONE);
      }
      device.send(LivePanel.SOUND, new byte[6402]);
      assertThat(device.next("problem").path("found").asText()).contains("200 ms");
      device.send(7, new byte[1]);
      assertThat(device.next("problem").path("found").asText()).contains("kind");
      assertThat(code(sound(visit.value(), Waves.file(16_000, 1, TONE))))
          .isEqualTo("409 audio-busy");
    }
  }

  @Test
  void whoeverListensLateHearsTheLastTwoSecondsAndNotTheFirst() throws Exception {
    try (LiveClient device = hello("front", front)) {
      VisitId visit = pressed(device);
      for (int i = 0; i < 5 * 50; i++) {
        short[] piece = new short[320];
        java.util.Arrays.fill(piece, (short) i);
        device.send(LivePanel.SOUND, Waves.samples(piece));
      }
      // Messages are taken in order: an answer to this one shows that all were taken.
      device.say("{\"type\":\"nothing\"}").next("problem");
      try (AudioFeed audio = registered.get("front").openAudio(visit)) {
        assertThat(audio.next(SOON).map(chunk -> chunk.samples()[0])).contains((short) 150);
      }
    }
  }

  @Test
  void whatIsSaidIsHeardInPiecesOfTwentyMilliseconds() throws Exception {
    try (LiveClient device = hello("front", front)) {
      VisitId visit = pressed(device);
      try (TalkLine line = registered.get("front").openTalk(visit)) {
        assertThat(line.write(new AudioChunk(TONE, System.nanoTime()))).isTrue();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (heard.size() < 2 * TONE.length) {
          byte[] piece = device.sound.poll(60, TimeUnit.SECONDS);
          assertThat(piece).isNotNull();
          assertThat(piece[0]).isEqualTo(LivePanel.SOUND);
          assertThat(piece.length).isLessThanOrEqualTo(641);
          if (piece.length > 3) {
            heard.write(piece, 1, piece.length - 1);
          }
        }
        assertThat(heard.toByteArray()).isEqualTo(Waves.samples(TONE));
      }
      assertThat(code(get("front/visits/" + visit + "/talk", front))).isEqualTo("409 talk-busy");
    }
  }

  @Test
  void aDeviceThatLostItsConnectionGoesOnInItsVisit() throws Exception {
    VisitId visit;
    try (LiveClient device = hello("front", front)) {
      visit = pressed(device);
    }
    try (LiveClient again = device("front")) {
      again.say("{\"type\":\"hello\",\"token\":\"" + front + "\",\"visit\":\"" + visit + "\"}");
      assertThat(again.next("visit").path("visit").asText()).isEqualTo(visit.value());
      again.send(LivePanel.PICTURE, new byte[] {1});
      try (VideoFeed video = registered.get("front").openVideo(visit)) {
        assertThat(video.next(SOON)).isPresent();
      }
    }
  }

  @Test
  void theNewestDeviceIsTheStation() throws Exception {
    try (LiveClient first = hello("front", front);
        LiveClient second = hello("front", front)) {
      assertThat(first.closedWith()).isEqualTo(LivePanel.REPLACED);
      second.say("{\"type\":\"press\"}").next("visit");
    }
  }

  @Test
  void anotherTokenAndASwapOfTheBundleEndTheConnection() throws Exception {
    try (LiveClient device = hello("front", front)) {
      java.nio.file.Files.writeString(
          data.resolve("secrets/station-front.token"), "another-token-of-thirty-two-characters");
      configure("a", Map.of("id", "front", "door", "front-door"));
      assertThat(device.closedWith()).isEqualTo(Socket.GOING_AWAY);
    }
    try (LiveClient device = hello("side", token("side"))) {
      live.close();
      assertThat(device.closedWith()).isEqualTo(Socket.GOING_AWAY);
    }
    // A pool has terminated a moment before its last thread has.
    await(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each -> each.getName().equals("vestibule-panels-live")));
  }

  @Test
  void whatTheDoorsPanelShowsIsShownAndItGetsTheKeys() throws Exception {
    StringBuilder keyed = new StringBuilder();
    live.setFront(
        new ReaderFront() {
          @Override
          public Optional<ReaderDisplay> display(DoorId door) {
            return Optional.of(new ReaderDisplay(Optional.of(Light.GREEN), true, false, "Welcome"));
          }

          @Override
          public boolean keyed(DoorId door, String keys) {
            keyed.append(door).append(' ').append(keys);
            return keys.equals("1204#");
          }
        });
    try (LiveClient device = hello("front", front)) {
      JsonNode display = device.next("display");
      assertThat(display.path("light").asText()).isEqualTo("green");
      assertThat(display.path("text").asText()).isEqualTo("Welcome");
      device.say("{\"type\":\"keys\",\"keys\":\"1204#\"}");
      device.say("{\"type\":\"keys\",\"keys\":\"1\"}");
      assertThat(device.next("problem").path("code").asText()).isEqualTo("keys-not-taken");
      assertThat(keyed).hasToString("front-door 1204#front-door 1");
    }
  }

  @Test
  void thePageSaysWhatItCanAndIsAllowedNothingElse() throws Exception {
    configure("a", Map.of("id", "front", "door", "front-door", "units", "11, 12"));
    live.setSite(new NamedSite());
    try (LiveClient device = device("front")) {
      JsonNode welcome =
          device.say("{\"type\":\"hello\",\"token\":\"" + front + "\"}").next("welcome");
      assertThat(welcome.path("building").asText()).isEqualTo("Maple Street 7");
      assertThat(welcome.path("units").toString()).isEqualTo("[\"11\",\"12\"]");
    }
    var page =
        client.send(
            java.net.http.HttpRequest.newBuilder(server.getURI().resolve("/panel")).build(),
            java.net.http.HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    assertThat(code(post("front/live", BodyPublishers.noBody(), front)))
        .isEqualTo("426 websocket-needed");
  }

  @Test
  void aStationNeverShowsAnothersVisit() throws Exception {
    VisitId visit;
    try (LiveClient device = hello("front", front)) {
      visit = pressed(device);
    }
    try (LiveClient side = device("side")) {
      side.say(
          "{\"type\":\"hello\",\"token\":\"" + token("side") + "\",\"visit\":\"" + visit + "\"}");
      assertThat(side.next("problem").path("code").asText()).isEqualTo("unknown-visit");
    }
    try (LiveClient side = device("side")) {
      side.say("{\"type\":\"hello\",\"token\":\"" + front + "\"}");
      assertThat(side.next("problem").path("code").asText()).isEqualTo("unauthorized");
      assertThat(side.closedWith()).isEqualTo(Socket.POLICY);
    }
  }

  private LiveClient device(String station) throws Exception {
    return new LiveClient(client, server.getURI(), station);
  }

  private LiveClient hello(String station, String token) throws Exception {
    LiveClient device = device(station);
    device.say("{\"type\":\"hello\",\"token\":\"" + token + "\"}").next("welcome");
    return device;
  }

  private static VisitId pressed(LiveClient device) throws Exception {
    return new VisitId(device.say("{\"type\":\"press\"}").next("visit").path("visit").asText());
  }
}
