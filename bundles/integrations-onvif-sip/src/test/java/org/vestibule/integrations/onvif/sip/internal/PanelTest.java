// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;

/** A panel talks to the servlet over a real HTTP server. */
class PanelTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path data;
  private final BuildingVisits visits = new BuildingVisits();
  private final Map<String, DoorStation> registered = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpStations stations;
  private PanelServlet servlet;
  private Server server;
  private String front;

  @BeforeEach
  void start() throws Exception {
    stations =
        new HttpStations(
            station -> {
              String id = station.info().id().value();
              registered.put(id, station);
              return () -> registered.remove(id);
            },
            data.toString());
    configure("a", Map.of("id", "front", "door", "front-door"));
    configure("b", Map.of("id", "side", "door", "side-door"));
    front = token("front");
    servlet = new PanelServlet(stations);
    servlet.setVisits(visits);
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/station/v1/*");
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    stations.close();
    server.stop();
  }

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
      assertThat(seen.encoded()).containsExactly(1, 2, 3);
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
  void theNewestPicturesStayWhenNobodyLooks() throws Exception {
    String visit = press("");
    for (int i = 0; i < 12; i++) {
      post("front/visits/" + visit + "/frames", bytes(new byte[] {(byte) i}), front);
    }
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    assertThat(video.next(SOON).orElseThrow().encoded()).containsExactly(4);
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
        new String[] {"{", "[]", "{\"claim\":1207}", "{\"code\":\"1207\"}", "{\"claim\":\"\"}"}) {
      HttpResponse<byte[]> answer = post("front/press", BodyPublishers.ofString(body), front);
      assertThat(code(answer)).isEqualTo("400 press-invalid");
      assertThat(new String(answer.body())).doesNotContain("1207");
    }
    assertThat(code(post("front/press", bytes(new byte[5000]), front)))
        .isEqualTo("413 press-too-large");
  }

  @Test
  void theVisitorIsToldWhatToDoAndNothingElse() throws Exception {
    String visit = press("");
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
  void feedsEndWhenTheVisitClosesAndWhenThePanelFallsSilent() throws Exception {
    String visit = press("");
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    stations.sweep(System.nanoTime() + Duration.ofSeconds(29).toNanos());
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

  private void configure(String pid, Map<String, Object> properties) {
    stations.updated(pid, new Hashtable<>(properties));
  }

  private String token(String id) throws Exception {
    return Files.readString(data.resolve("secrets/station-" + id + ".token")).strip();
  }

  private String press(String body) throws Exception {
    HttpResponse<byte[]> answer = post("front/press", BodyPublishers.ofString(body), front);
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer).path("visit").asText();
  }

  private String shown(String visit) throws Exception {
    HttpResponse<byte[]> answer = get("front/visits/" + visit, front);
    assertThat(new String(answer.body())).doesNotContain("Ada").doesNotContain("0.");
    JsonNode fields = json(answer);
    return fields.path("open").asText() + " " + fields.path("say").asText();
  }

  private HttpResponse<byte[]> sound(String visit, byte[] wave) throws Exception {
    return post(
        "front/visits/" + visit + "/audio", bytes(wave), front, "Content-Type", "audio/wav");
  }

  private static short[] drain(AudioFeed feed) throws InterruptedException {
    short[] all = new short[0];
    for (Optional<AudioChunk> next = feed.next(Duration.ZERO);
        next.isPresent();
        next = feed.next(Duration.ZERO)) {
      short[] more = next.get().samples();
      all = java.util.Arrays.copyOf(all, all.length + more.length);
      System.arraycopy(more, 0, all, all.length - more.length, more.length);
    }
    return all;
  }

  private HttpResponse<byte[]> get(String path, String token) throws Exception {
    return client.send(request(path, token).GET().build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(
      String path, BodyPublisher body, String token, String... headers) throws Exception {
    return client.send(
        request(path, token, headers).POST(body).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path, String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURI().resolve("/station/v1/") + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static BodyPublisher bytes(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static String code(HttpResponse<byte[]> answer) throws Exception {
    return answer.statusCode() + " " + json(answer).path("code").asText();
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
