// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;

/** What the house says at a panel, and the keys that are pressed there. */
class PanelTalkTest extends PanelFixture {
  private static final short[] HALF_A_SECOND = Waves.tone(440, 16_000, 8000);

  @Test
  void whatIsSaidArrivesSampleForSample() throws Exception {
    String visit = press("");
    try (InputStream ear = listen(visit);
        TalkLine line = open(visit)) {
      assertThat(line.format().sampleRate()).isEqualTo(16_000);
      assertThat(ear.readNBytes(44)).isEqualTo(Waves.header(16_000, 1, 0xFFFF_FFFFL));
      assertThat(line.write(chunk(HALF_A_SECOND))).isTrue();
      assertThat(heard(ear)).isEqualTo(Waves.samples(HALF_A_SECOND));
      assertThat(line.write(chunk(HALF_A_SECOND))).isTrue();
      assertThat(heard(ear)).isEqualTo(Waves.samples(HALF_A_SECOND));
    }
  }

  @Test
  void withoutAListenerTheHouseGoesOn() throws Exception {
    String visit = press("");
    try (TalkLine line = open(visit)) {
      assertThat(line.write(chunk(HALF_A_SECOND))).isFalse();
    }
  }

  @Test
  void oneTalksAndOneListens() throws Exception {
    String visit = press("");
    try (InputStream ear = listen(visit)) {
      TalkLine line = open(visit);
      assertThatThrownBy(() -> open(visit))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("talk-busy"));
      assertThat(code(get("front/visits/" + visit + "/talk", front))).isEqualTo("409 talk-busy");
      line.close();
      try (TalkLine next = open(visit)) {
        assertThat(next.write(chunk(HALF_A_SECOND))).isTrue();
        ear.readNBytes(44);
        assertThat(heard(ear)).isEqualTo(Waves.samples(HALF_A_SECOND));
        line.close();
        assertThat(line.write(chunk(HALF_A_SECOND))).isFalse();
        assertThatThrownBy(() -> open(visit)).hasMessageContaining("somebody else is talking");
      }
    }
  }

  @Test
  void theLastWordsAreHeardAndThenTheTalkEndsWithTheVisit() throws Exception {
    String visit = press("");
    try (InputStream ear = listen(visit)) {
      TalkLine line = open(visit);
      assertThat(line.write(chunk(HALF_A_SECOND))).isTrue();
      visits.tell(visit, null, null, Instant.now());
      stations.on(new VisitClosed(Instant.now(), visits.stories.get(new VisitId(visit))));
      assertThat(ear.readAllBytes()).hasSize(44 + 16_000);
      assertThat(line.write(chunk(HALF_A_SECOND))).isFalse();
    }
    assertThat(code(get("front/visits/" + visit + "/talk", front))).isEqualTo("409 feed-ended");
  }

  @Test
  void aVisitThatIsOverWithoutAnEventEndsTheTalkToo() throws Exception {
    String visit = press("");
    try (InputStream ear = listen(visit)) {
      visits.stories.clear();
      // One pulse or more, each of one silent sample.
      assertThat(ear.readAllBytes().length).isLessThan(100);
    }
  }

  @Test
  void aSwapOfTheBundleCutsTheTalk() throws Exception {
    String visit = press("");
    try (InputStream ear = listen(visit)) {
      TalkLine line = open(visit);
      assertThat(line.write(chunk(HALF_A_SECOND))).isTrue();
      stations.deleted("a");
      ear.readAllBytes();
      assertThat(line.write(chunk(HALF_A_SECOND))).isFalse();
    }
    configure("a", Map.of("id", "front", "door", "front-door"));
    try (InputStream again = listen(visit)) {
      assertThat(again.readNBytes(44)).hasSize(44);
    }
  }

  @Test
  void aPanelThatWentAwayIsNoticedAndMayComeBack() throws Exception {
    String visit = press("");
    TalkLine line = open(visit);
    listen(visit).close();
    boolean heard = true;
    for (int i = 0; heard && i < 100; i++) {
      heard = line.write(chunk(HALF_A_SECOND));
    }
    assertThat(heard).isFalse();
    try (InputStream ear = listen(visit)) {
      ear.readNBytes(44);
      assertThat(line.write(chunk(HALF_A_SECOND))).isTrue();
      assertThat(heard(ear)).isEqualTo(Waves.samples(HALF_A_SECOND));
    }
  }

  @Test
  void aPanelWithoutALoudspeakerIsShownWhatOthersHear() throws Exception {
    configure("a", Map.of("id", "front", "door", "front-door", "talk", "false"));
    String visit = press("");
    assertThatThrownBy(() -> open(visit))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("no-talk"));
    assertThat(code(get("front/visits/" + visit + "/talk", front))).isEqualTo("409 no-talk");
  }

  @Test
  void aStationHearsOnlyItsOwnVisits() throws Exception {
    String visit = press("");
    String side = token("side");
    assertThat(code(get("side/visits/" + visit + "/talk", side))).isEqualTo("404 unknown-visit");
    assertThat(code(get("front/visits/" + visit + "/talk", side))).isEqualTo("401 unauthorized");
    assertThat(code(keys("v-99", "{\"keys\":\"1\"}"))).isEqualTo("404 unknown-visit");
  }

  @Test
  void keysAreHandedToTheHouse() throws Exception {
    String visit = press("");
    assertThat(keys(visit, "{\"keys\":\"1204#\"}").statusCode()).isEqualTo(204);
    assertThat(visits.lastKeys).isEqualTo(visit + " 1204#");
    assertThat(code(keys(visit, "{\"keys\":\"999\"}"))).isEqualTo("400 keys-invalid");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutRepeatingIt() throws Exception {
    String visit = press("");
    for (String body :
        new String[] {
          "",
          "{",
          "[\"1204\"]",
          "{\"keys\":1204}",
          "{\"keys\":\"\"}",
          "{\"keys\":\"1204\",\"code\":\"1204\"}",
          "{\"keys\":\"1204x\"}",
          "{\"keys\":\"" + "1204".repeat(9) + "\"}",
          "{\"keys\":\"" + "1204".repeat(99) + "\"}"
        }) {
      HttpResponse<byte[]> answer = keys(visit, body);
      assertThat(code(answer)).as(body).isEqualTo("400 keys-invalid");
      assertThat(new String(answer.body())).doesNotContain("1204");
    }
    assertThat(visits.lastKeys).isEmpty();
  }

  private TalkLine open(String visit) throws VestibuleException {
    return registered.get("front").openTalk(new VisitId(visit));
  }

  /** Returns when the gateway has begun to answer. */
  private InputStream listen(String visit) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(
            request("front/visits/" + visit + "/talk", front).GET().build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("audio/wav");
    return answer.body();
  }

  private HttpResponse<byte[]> keys(String visit, String body) throws Exception {
    return post("front/visits/" + visit + "/keys", BodyPublishers.ofString(body), front);
  }

  /** Reads half a second of sound, without the pulses before it. */
  private static byte[] heard(InputStream ear) throws Exception {
    byte[] sound = new byte[16_000];
    int at = 0;
    while (at < sound.length) {
      byte[] sample = ear.readNBytes(2);
      assertThat(sample).as("the talk ended").hasSize(2);
      // The tone begins with a sample of zero, as a pulse is one.
      at = at == 2 && sample[0] == 0 && sample[1] == 0 ? 2 : at;
      System.arraycopy(sample, 0, sound, at, 2);
      at += 2;
    }
    return sound;
  }

  private static AudioChunk chunk(short[] samples) {
    return new AudioChunk(samples, System.nanoTime());
  }
}
