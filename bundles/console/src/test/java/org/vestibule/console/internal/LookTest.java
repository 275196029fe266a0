// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;

/** A look at a door, with and without a visit. */
@Timeout(180)
class LookTest {
  private static final String FRONT = "/api/stations/front/picture";

  @TempDir Path data;
  private SampleConsole console;
  private SampleStation station;
  private Client operator;
  private long askedNanos;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 100);
    station = console.sample.station;
    station.porch = true;
    operator = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whoeverMayNotHearAVisitorThereSeesNothingAndOpensNoCamera() throws Exception {
    Client stranger = new Client(console);
    assertThat(Client.code(stranger.get(FRONT))).isEqualTo("401 token-needed");
    Client integrator = client("lee", Grant.of(Role.INTEGRATOR));
    assertThat(Client.code(integrator.get(FRONT))).isEqualTo("403 permission-missing");
    Client resident = client("ada", Grant.of(Role.RESIDENT));
    assertThat(Client.code(resident.get(FRONT))).isEqualTo("403 permission-missing");
    Client yard =
        client("yard", new Grant(Role.MANAGER, Set.of(new DoorId("yard-gate")), Set.of()));
    String there = yard.get(FRONT).body();
    assertThat(there.replace("front", "none"))
        .isEqualTo(yard.get("/api/stations/none/picture").body());
    assertThat(Client.code(yard.get(FRONT))).isEqualTo("404 unknown-station");
    assertThat(station.asked).isEmpty();
    assertThat(console.sample.trail).isEmpty();
  }

  @Test
  void whatCannotBeWrittenDownIsNotShown() throws Exception {
    console.sample.house.audit = new FullDisk();
    assertThat(Client.code(operator.get(FRONT))).isEqualTo("503 audit-unwritable");
    console.sample.house.audit = null;
    assertThat(Client.code(operator.get(FRONT))).isEqualTo("503 service-missing");
    assertThat(station.asked).isEmpty();
  }

  @Test
  void stationWithoutACameraSaysSo() throws Exception {
    console.sample.house.stations = List.of(new Eye("ear", false, station::openVideo));
    assertThat(Client.code(operator.get("/api/stations/ear/picture"))).isEqualTo("409 no-video");
  }

  @Test
  void pictureComesWithItsMomentAndTheCameraIsGivenBackWhenNobodyAsks() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    HttpResponse<byte[]> picture = picture();
    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(picture.headers().firstValue("Cache-Control")).hasValue("no-store");
    Instant captured = Instant.parse(picture.headers().firstValue("X-Captured-At").orElseThrow());
    assertThat(captured).as("nothing of before was kept").isBetween(before, Instant.now());
    assertThat(picture.body()).startsWith(0xFF, 0xD8);
    assertThat(station.openFeeds).hasValue(1);
    while (station.openFeeds.get() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - askedNanos))
        .isGreaterThanOrEqualTo(StationLook.LEASE);
    assertThat(station.asked).hasSize(1);
  }

  @Test
  void auditHasOneLineForEachSessionStationAndHour() throws Exception {
    Client maya = client("maya", Grant.of(Role.MANAGER));
    operator.get(FRONT);
    operator.get(FRONT);
    maya.get(FRONT);
    assertThat(lines()).containsExactly("maya front", "box front");
    AtomicLong nanos = new AtomicLong();
    LookNotes notes = new LookNotes(nanos::get);
    AuditTrail audit = console.sample.house.audit;
    notes.note("session-1", "bo", station.info(), audit);
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    notes.note("session-1", "bo", station.info(), audit);
    notes.note("session-2", "bo", station.info(), audit);
    notes.note("session-1", "bo", seeing("yard").info(), audit);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    notes.note("session-1", "bo", station.info(), audit);
    assertThat(lines())
        .containsExactly("bo front", "bo yard", "bo front", "bo front", "maya front", "box front");
  }

  @Test
  void duringAVisitItsOwnPicturesAreShownAndNoSecondFeedIsOpened() throws Exception {
    SampleDay.fill(console.sample);
    station.porch = false;
    console.sample.seen =
        Optional.of(new Frame(new byte[] {(byte) 0xFF, (byte) 0xD8}, Instant.now(), 0));
    assertThat(operator.get(FRONT).statusCode()).isEqualTo(200);
    assertThat(station.asked).isEmpty();
    assertThat(console.sample.trail).hasSize(1);
  }

  @Test
  void aFifthCameraAtOnceIsRefusedAndTheOthersGoOn() throws Exception {
    // None of them is given back before the last was asked for, however long that takes.
    CountDownLatch asked = new CountDownLatch(1);
    List<DoorStation> many = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      many.add(new Eye("eye-" + i, true, visit -> openOnce(asked, visit)));
    }
    console.sample.house.stations = many;
    for (int i = 0; i < 4; i++) {
      assertThat(operator.get("/api/stations/eye-" + i + "/picture").statusCode()).isIn(200, 204);
    }
    HttpResponse<String> fifth = operator.get("/api/stations/eye-4/picture");
    assertThat(Client.code(fifth)).isEqualTo("503 pictures-busy");
    assertThat(fifth.headers().firstValue("Retry-After")).hasValue("3");
    asked.countDown();
    assertThat(operator.get("/api/stations/eye-0/picture").statusCode()).isIn(200, 204);
  }

  private VideoFeed openOnce(CountDownLatch asked, VisitId visit) {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return station.openVideo(visit);
  }

  @Test
  void whatTheStationRefusesIsTold() throws Exception {
    VestibuleException away =
        new VestibuleException("station-unreachable", "station", "silent", "one", "Look at it.");
    console.sample.house.stations =
        List.of(
            new Eye(
                "front",
                true,
                visit -> {
                  throw away;
                }));
    String code = Client.code(operator.get(FRONT));
    while (!code.equals("503 station-unreachable")) {
      assertThat(code).isEqualTo("204 ");
      code = Client.code(operator.get(FRONT));
    }
  }

  /** Opens the pictures of an {@link Eye}. */
  @FunctionalInterface
  private interface Opening {
    VideoFeed open(VisitId visit) throws VestibuleException;
  }

  /** A station that sees, or not. */
  private record Eye(String name, boolean video, Opening opening) implements DoorStation {
    @Override
    public StationInfo info() {
      return new StationInfo(new StationId(name), name, new DoorId("front-door"), video, false);
    }

    @Override
    public VideoFeed openVideo(VisitId visit) throws VestibuleException {
      return opening.open(visit);
    }

    @Override
    public AudioFeed openAudio(VisitId visit) {
      throw new UnsupportedOperationException("nobody listens here");
    }
  }

  /** A trail that takes no line. */
  private static final class FullDisk implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      throw new VestibuleException("audit-unwritable", "audit", "full", "room", "Make room.");
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return 0;
    }
  }

  private Eye seeing(String name) {
    return new Eye(name, true, station::openVideo);
  }

  private Client client(String subject, Grant grant) {
    return Client.bearing(console, console.trust.access.token(subject, grant));
  }

  private List<String> lines() {
    return console.sample.trail.stream()
        .filter(line -> line.action().equals("station-looked-at"))
        .map(line -> line.actor() + " " + line.details().get("station"))
        .toList();
  }

  /** Asks until the camera has shown something. */
  private HttpResponse<byte[]> picture() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    while (true) {
      askedNanos = System.nanoTime();
      HttpResponse<byte[]> answer =
          client.send(operator.request(FRONT).GET().build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 204) {
        return answer;
      }
    }
  }
}
