// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;

/** Visits at a panel, its token and its configuration. */
class PanelTest extends PanelFixture {
  @Test
  void aWholeVisit() throws Exception {
    String visit = press("{\"claim\":\"1207\"}");
    assertThat(visits.lastClaim.orElseThrow().code()).isEqualTo("1207");
    Instant taken = Instant.now().minusMillis(400);
    HttpResponse<byte[]> frame =
        post(
            "front/visits/" + visit + "/frames",
            bytes(new byte[] {1, 2, 3}),
            front,
            "Vestibule-Captured-At",
            taken.toString());
    assertThat(frame.statusCode()).isEqualTo(202);

    try (VideoFeed video = registered.get("front").openVideo(new VisitId(visit))) {
      Frame seen = video.next(SOON).orElseThrow();
      assertThat(seen.bytes()).containsExactly(1, 2, 3);
      assertThat(Duration.between(taken, seen.capturedAt()).abs()).isLessThan(Duration.ofMillis(5));
      assertThat(System.nanoTime() - seen.capturedNanos()).isGreaterThan(400_000_000L);
      assertThat(video.ended()).isFalse();
      assertThat(
              post("front/visits/" + visit + "/end", BodyPublishers.noBody(), front).statusCode())
          .isEqualTo(204);
      assertThat(video.next(SOON)).isEmpty();
      assertThat(video.ended()).isTrue();
    }
    assertThat(code(post("front/visits/" + visit + "/frames", bytes(new byte[1]), front)))
        .isEqualTo("409 feed-ended");
  }

  @Test
  void aStationTouchesOnlyItsOwnVisits() throws Exception {
    String visit = press("");
    String side = token("side");
    assertThat(code(post("side/visits/" + visit + "/frames", bytes(new byte[1]), side)))
        .isEqualTo("404 unknown-visit");
    assertThat(code(get("side/visits/" + visit, side))).isEqualTo("404 unknown-visit");
    assertThat(code(post("front/visits/v-99/frames", bytes(new byte[1]), front)))
        .isEqualTo("404 unknown-visit");
    assertThat(code(post("front/visits/V_99/end", BodyPublishers.noBody(), front)))
        .isEqualTo("404 unknown-visit");
    assertThat(code(post("front/press", BodyPublishers.noBody(), side)))
        .isEqualTo("401 unauthorized");
  }

  @Test
  void wrongTokensAreCountedButTheRightOneAlwaysPasses() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(code(post("front/press", BodyPublishers.noBody(), "wrong")))
          .isEqualTo("401 unauthorized");
    }
    assertThat(code(post("front/press", BodyPublishers.noBody(), "wrong")))
        .isEqualTo("429 too-many-failures");
    assertThat(code(post("front/press", BodyPublishers.noBody(), front))).isEqualTo("201 ");
    assertThat(code(post("nobody/press", BodyPublishers.noBody(), front)))
        .isEqualTo("401 unauthorized");
  }

  @Test
  void aPressThatIsNoPressIsRefusedWithoutRepeatingTheCode() throws Exception {
    for (String body :
        new String[] {
          "{",
          "[]",
          "{} {}",
          "[".repeat(2000),
          "{\"claim\":1207}",
          "{\"code\":\"1207\"}",
          "{\"claim\":\"\"}",
          "{\"claim\":\"1\",\"claim\":\"1207\"}"
        }) {
      HttpResponse<byte[]> answer = post("front/press", BodyPublishers.ofString(body), front);
      assertThat(code(answer)).isEqualTo("400 press-invalid");
      assertThat(new String(answer.body())).doesNotContain("1207");
    }
    byte[] utf16 = "{\"claim\":\"1207\"}".getBytes(StandardCharsets.UTF_16);
    assertThat(code(post("front/press", bytes(utf16), front))).isEqualTo("400 press-invalid");
    assertThat(code(post("front/press", bytes(new byte[5000]), front)))
        .isEqualTo("413 press-too-large");
  }

  @Test
  void theVisitorIsToldWhatToDoAndNothingElse() throws Exception {
    String visit = press("");
    assertThat(shown(visit)).isEqualTo("true please-wait");
    visits.tell(visit, new Decision.Ring(false, "a visitor without a code"), null, null);
    assertThat(shown(visit)).isEqualTo("true ringing");
    visits.tell(visit, new Decision.AskMore("Ada, is it you?", "score 0.4"), null, null);
    assertThat(shown(visit)).isEqualTo("true please-say-again");
    Decision admit = new Decision.Admit(new PersonId("ada"), "similarity 0.71 of 0.6");
    visits.tell(visit, admit, null, null);
    assertThat(shown(visit)).isEqualTo("true please-wait");
    visits.tell(visit, admit, new DoorOutcome.Unreachable("the lock is silent"), null);
    assertThat(shown(visit)).isEqualTo("true please-wait");
    visits.tell(visit, admit, new DoorOutcome.Opened("opened for Ada", 1), Instant.now());
    assertThat(shown(visit)).isEqualTo("false opened");
    visits.tell(visit, new Decision.Refuse("spoof 0.1"), null, null);
    assertThat(shown(visit)).isEqualTo("true refused");
  }

  @Test
  void aChallengeIsShownInWordsUntilSomethingIsDecided() throws Exception {
    String visit = press("");
    for (FaceChallenge challenge : FaceChallenge.values()) {
      visits.challenge(visit, challenge);
      assertThat(shown(visit)).isEqualTo("true please-" + challenge.word());
      assertThat(json(get("front/visits/" + visit, front)).path("sentence").asText())
          .isEqualTo(challenge.sentence() + ".");
    }
    visits.tell(visit, new Decision.Refuse("spoof 0.1"), null, null);
    assertThat(shown(visit)).isEqualTo("true refused");
  }

  @Test
  void whoIsRecognisedAndAskedForACodeIsToldSoAndNotByName() throws Exception {
    String visit = press("");
    visits.tell(visit, new Decision.AskMore("Ada's code?", "liveness 0.4", true), null, null);
    assertThat(shown(visit)).isEqualTo("true please-enter-code");
  }

  @Test
  void anOpenVisitIsTakenUpAgainAfterTheBundleWasSwapped() throws Exception {
    String visit = press("");
    stations.deleted("a");
    assertThat(code(post("front/press", BodyPublishers.noBody(), front)))
        .isEqualTo("401 unauthorized");
    configure("a", Map.of("id", "front", "door", "front-door"));
    assertThat(post("front/visits/" + visit + "/frames", bytes(new byte[1]), front).statusCode())
        .isEqualTo(202);
  }

  @Test
  void withoutTheHouseThePanelIsToldToTryAgain() throws Exception {
    servlet.unsetVisits(visits);
    assertThat(code(post("front/press", BodyPublishers.noBody(), front)))
        .isEqualTo("503 visits-unavailable");
    assertThat(code(get("front/press", front))).isEqualTo("503 visits-unavailable");
    servlet.setVisits(visits);
    assertThat(code(get("front/press", front))).isEqualTo("405 method-not-allowed");
    assertThat(code(get("front/nothing", front))).isEqualTo("404 unknown-path");
  }

  @Test
  void theTokenIsMadeOnceForTheGatewayOnly() throws Exception {
    Path file = data.resolve("secrets/station-front.token");
    assertThat(front).hasSizeGreaterThanOrEqualTo(43);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    configure("a", Map.of("id", "front", "door", "front-door", "title", "Main entrance"));
    assertThat(token("front")).isEqualTo(front);
    assertThat(registered.get("front").info().title()).isEqualTo("Main entrance");
  }

  @Test
  void aBadConfigurationIsToldAndTheGoodOneStays() throws Exception {
    assertThat(stations.status().sentence()).isEqualTo("2 stations configured, 0 heard so far");
    press("");
    assertThat(stations.status().sentence()).isEqualTo("2 stations configured, 1 heard so far");
    configure("a", Map.of("id", "front", "door", "front-door", "vidoe", "true"));
    assertThat(stations.status().state()).isEqualTo(State.DEGRADED);
    assertThat(stations.status().cause()).isEqualTo(Cause.CONFIGURATION);
    assertThat(stations.status().sentence()).contains("vidoe").contains("video");
    assertThat(registered).containsKey("front");
    configure("a", Map.of("id", "side", "door", "front-door"));
    assertThat(stations.status().sentence()).contains("second time");
    configure("a", Map.of("id", "front", "door", "front-door", "video", "perhaps"));
    assertThat(stations.status().sentence()).contains("true or false");
    configure("a", Map.of("id", "front", "door", "front-door", "video", false));
    assertThat(stations.status().state()).isEqualTo(State.READY);
    String visit = press("");
    assertThat(code(post("front/visits/" + visit + "/frames", bytes(new byte[1]), front)))
        .isEqualTo("409 no-video");
  }

  @Test
  void aTokenThatIsTooShortIsNeverUsed() throws Exception {
    Path file = Files.writeString(data.resolve("weak.token"), "1234\n");
    configure("c", Map.of("id", "yard", "door", "yard-door", "tokenFile", file.toString()));
    assertThat(registered).doesNotContainKey("yard");
    assertThat(stations.status().cause()).isEqualTo(Cause.CREDENTIALS);
    assertThat(stations.status().sentence()).doesNotContain("1234");
  }
}
