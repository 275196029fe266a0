// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Live deltas as a page hears them, over a real connection. */
@Timeout(180)
class EventsTest {
  private static final int QUEUE = 1100;
  private static final DoorId FRONT = new DoorId("front-door");

  @TempDir Path data;
  private SampleConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, QUEUE);
    SampleDay.fill(console.sample);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void serialOfAnotherRunIsAnsweredByReset() throws Exception {
    for (String strange :
        new String[] {"00000000-1", "nonsense", console.deltas.instance() + "-99"}) {
      try (Page page = new Page(strange)) {
        assertThat(page.next().event).as(strange).isEqualTo("reset");
      }
    }
  }

  @Test
  void pageThatWasAwayTooLongStartsAfresh() throws Exception {
    String before = console.deltas.serial();
    for (int i = 0; i <= Deltas.RING; i++) {
      console.deltas.on(status("part", "Beat " + i));
    }
    try (Page page = new Page(before)) {
      Message reset = page.next();
      assertThat(reset.event).isEqualTo("reset");
      assertThat(reset.id).isEqualTo(console.deltas.serial());
    }
  }

  @Test
  void pageThatWasAwayBrieflyHearsWhatItMissed() throws Exception {
    console.deltas.on(status("mqtt", "one"));
    String seen = console.deltas.serial();
    console.deltas.on(status("mqtt", "two"));
    console.deltas.on(status("mqtt", "three"));
    try (Page page = new Page(seen)) {
      assertThat(page.next().data.at("/status/sentence").asText()).isEqualTo("two");
      assertThat(page.next().data.at("/status/sentence").asText()).isEqualTo("three");
      console.deltas.on(status("mqtt", "four"));
      Message live = page.next();
      assertThat(live.data.at("/status/sentence").asText()).isEqualTo("four");
      assertThat(live.id).isEqualTo(console.deltas.serial());
    }
  }

  @Test
  void slowPageIsDisconnectedAndOthersAreNot() throws Exception {
    try (Page slow = new Page(console.deltas.serial());
        Page quick = new Page(console.deltas.serial())) {
      String text = "x".repeat(32 * 1024);
      int sent = 0;
      while (console.deltas.deliver(notice()).startsWith("2")) {
        console.deltas.on(status("part", text + sent));
        sent++;
        assertThat(quick.next().data.at("/status/sentence").asText()).hasSizeGreaterThan(32768);
        assertThat(sent).isLessThan(5 * QUEUE);
      }
      assertThat(console.deltas.deliver(notice())).isEqualTo("1 open page");
      console.deltas.on(status("part", "still here"));
      Message last = quick.next();
      while (!last.data.at("/status/sentence").asText().equals("still here")) {
        last = quick.next();
      }
      assertThat(slow.in.transferTo(Writer.nullWriter())).isLessThan((long) sent * text.length());
    }
  }

  @Test
  void onePageTooManyIsRefused() throws Exception {
    console.settings.modified(Map.of("sseClients", 1));
    try (Page only = new Page(console.deltas.serial())) {
      assertThat(Client.code(Client.operator(console).get("/api/events")))
          .isEqualTo("503 too-many-pages");
      assertThat(console.deltas.deliver(notice())).isEqualTo("1 open page");
      only.assertOpen();
    }
  }

  @Test
  void storyIsSentOnceAndThenOnlyWhatChanged() throws Exception {
    VisitStory first = console.sample.stories.get(0);
    VisitStory next = spoken(first, Optional.of("It is the parcel"), Optional.empty());
    try (Page page = new Page(console.deltas.serial())) {
      console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), first));
      assertThat(page.next().data.path("after").path("waterfall")).hasSize(10);
      console.deltas.on(
          new VisitEvent.VisitUpdated(Instant.now(), "speech", Optional.of(first), next));
      JsonNode update = page.next().data;
      assertThat(update.has("before")).isFalse();
      assertThat(update.path("after"))
          .hasToString(
              "{\"id\":\"v-20260101-0009-k3f9\",\"transcript\":\"It is the parcel\",\"face\":null}");
    }
  }

  @Test
  void pageThatWasAwayMissesTheWordsOfAVisitThatIsOver() throws Exception {
    VisitStory first = console.sample.stories.get(0);
    VisitStory silent = spoken(first, Optional.empty(), first.face());
    VisitStory spoken = spoken(first, Optional.of("It is the parcel"), Optional.empty());
    String before = console.deltas.serial();
    console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), silent));
    console.deltas.on(
        new VisitEvent.VisitUpdated(Instant.now(), "speech", Optional.empty(), spoken));
    console.deltas.on(new VisitEvent.VisitClosed(Instant.now(), silent));
    try (Page page = new Page(before)) {
      page.next();
      JsonNode update = page.next().data.path("after");
      assertThat(update).hasToString("{\"id\":\"v-20260101-0009-k3f9\",\"face\":null}");
      JsonNode end = page.next().data.path("after");
      assertThat(end.has("transcript")).isTrue();
      assertThat(end.path("transcript").isNull()).isTrue();
    }
  }

  @Test
  void pageHearsOnlyWhatItsCallerMaySee() throws Exception {
    VisitStory front = console.sample.stories.get(1);
    VisitStory yard = PermissionsTest.atYard(front);
    String before = console.deltas.serial();
    try (Page system = new Page(before, token("bms", Grant.of(Role.SYSTEM)));
        Page integrator = new Page(before, token("lee", Grant.of(Role.INTEGRATOR)));
        Page manager = new Page(before, token("maya", atYard()))) {
      console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), front));
      console.deltas.on(
          new VisitEvent.BellRang(Instant.now(), yard, false, "Ada Brandt asks for Bo, 7"));
      console.deltas.on(status("mqtt", "works"));
      JsonNode nameless = system.next().data;
      assertThat(nameless.at("/after/face").asText()).isEqualTo("known");
      assertThat(nameless.toString()).doesNotContain("Ada Brandt").doesNotContain("ada-brandt");
      assertThat(system.next().data.path("text").asText())
          .isEqualTo("not shown without see-people");
      assertThat(integrator.next().data.path("topic").asText()).isEqualTo("status/changed");
      assertThat(manager.next().data.at("/after/claimedName").asText()).isEqualTo("Ada Brandt");
    }
    try (Page late = new Page(before, token("lee", Grant.of(Role.INTEGRATOR)))) {
      assertThat(late.next().data.path("topic").asText()).isEqualTo("status/changed");
    }
  }

  @Test
  void silentAlarmReachesOnlyWhoeverWorksThatDoor() throws Exception {
    String before = console.deltas.serial();
    PersonId ada = new PersonId("ada-brandt");
    Grant station = new Grant(Role.MANAGER, Set.of(), Set.of(new StationId("front")));
    Map<String, Grant> deaf =
        Map.of(
            "system", Grant.of(Role.SYSTEM),
            "lift", Grant.of(Role.DOOR_SYSTEM),
            "integrator", Grant.of(Role.INTEGRATOR),
            "operations", Grant.of(Role.OPERATIONS),
            "auditor", Grant.of(Role.AUDITOR),
            "officer", Grant.of(Role.DATA_PROTECTION_OFFICER),
            "panel", station,
            "yard", atYard());
    console.deltas.on(new DoorEvent.DuressSignalled(Instant.now(), FRONT, ada));
    console.deltas.on(status("mqtt", "works"));
    for (Map.Entry<String, Grant> each : deaf.entrySet()) {
      try (Page page = new Page(before, token(each.getKey(), each.getValue()))) {
        // The first thing that is replayed is what came after it.
        JsonNode first = page.next().data;
        assertThat(first.path("topic").asText()).as(each.getKey()).isEqualTo("status/changed");
        console.deltas.on(new DoorEvent.DuressSignalled(Instant.now(), FRONT, ada));
        page.assertOpen();
      }
      before = console.deltas.serial();
      console.deltas.on(new DoorEvent.DuressSignalled(Instant.now(), FRONT, ada));
      console.deltas.on(status("mqtt", "works"));
    }
    String resident = token("ada", Grant.of(Role.RESIDENT));
    assertThat(Client.code(Client.bearing(console, resident).get("/api/events")))
        .isEqualTo("403 permission-missing");
    try (Page manager = new Page(before, token("maya", Grant.of(Role.MANAGER)))) {
      JsonNode alarm = manager.next().data;
      assertThat(alarm.path("topic").asText()).isEqualTo("door/duress");
      assertThat(alarm.path("person").asText()).isEqualTo("ada-brandt");
    }
  }

  @Test
  void refusalNamesThePersonOnlyToWhoeverMaySeePeopleAtThatDoor() throws Exception {
    String before = console.deltas.serial();
    console.deltas.on(
        new DoorEvent.EntryRefused(
            Instant.now(),
            FRONT,
            Optional.of(new PersonId("ada-brandt")),
            "out-of-schedule",
            "Too early for Ada Brandt"));
    console.deltas.on(status("mqtt", "works"));
    try (Page system = new Page(before, token("bms", Grant.of(Role.SYSTEM)));
        Page integrator = new Page(before, token("lee", Grant.of(Role.INTEGRATOR)));
        Page yard = new Page(before, token("yard", Grant.of(Role.SYSTEM), atYard()));
        Page manager = new Page(before, token("maya", Grant.of(Role.MANAGER)))) {
      for (Page nameless : new Page[] {system, yard}) {
        JsonNode refusal = nameless.next().data;
        assertThat(refusal.path("code").asText()).isEqualTo("out-of-schedule");
        assertThat(refusal.toString()).doesNotContain("ada-brandt", "Ada Brandt");
      }
      assertThat(integrator.next().data.path("topic").asText()).isEqualTo("status/changed");
      assertThat(manager.next().data.path("person").asText()).isEqualTo("ada-brandt");
    }
  }

  @Test
  void leafAndAlarmsNeedNoMoreThanTheHouseAtThatDoor() throws Exception {
    String before = console.deltas.serial();
    console.deltas.on(
        new DoorEvent.DoorContactChanged(
            Instant.now(), FRONT, DoorContact.CLOSED, DoorContact.OPEN));
    console.deltas.on(
        new DoorEvent.DoorAlarmRaised(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN, "Forced"));
    console.deltas.on(new DoorEvent.DoorAlarmCleared(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN));
    console.deltas.on(new DoorEvent.DoorExitRequested(Instant.now(), FRONT));
    console.deltas.on(status("mqtt", "works"));
    try (Page yard = new Page(before, token("maya", atYard()));
        Page integrator = new Page(before, token("lee", Grant.of(Role.INTEGRATOR)))) {
      assertThat(yard.next().data.path("topic").asText()).isEqualTo("status/changed");
      for (String topic :
          new String[] {
            "door/contact", "door/alarm-raised", "door/alarm-cleared", "door/exit-requested"
          }) {
        assertThat(integrator.next().data.path("topic").asText()).isEqualTo(topic);
      }
    }
  }

  @Test
  void nameOfWhoeverIsErasedLeavesTheKeptDeltas() throws Exception {
    VisitStory known = console.sample.stories.get(1);
    PersonId ada = new PersonId("ada-brandt");
    PersonId bo = new PersonId("bo");
    console.sample.people.put(bo, new Person(bo, "Bo Lindqvist", "7", Set.of()));
    KeptNames names =
        new KeptNames(console.deltas, console.answers, console.watch, console.sample.house);
    String before = console.deltas.serial();
    console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), known));
    assertThat(names.holds(ada)).isTrue();
    assertThat(names.erase(bo)).isZero();
    try (Page open = new Page(console.deltas.serial())) {
      assertThat(names.erase(ada)).isPositive();
      assertThat(open.next().event).isEqualTo("reset");
    }
    assertThat(names.holds(ada)).isFalse();
    assertThat(names.erase(ada)).isZero();
    try (Page late = new Page(before)) {
      JsonNode visit = late.next().data.path("after");
      assertThat(visit.path("id").asText()).isEqualTo(known.id().value());
      assertThat(visit.toString()).doesNotContain("Ada Brandt").doesNotContain("ada-brandt");
    }
  }

  @Test
  void eachNameGoesWhenNoneCanBeToldFromTheErasedOne() throws Exception {
    console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), console.sample.stories.get(1)));
    console.sample.people.clear();
    KeptNames names =
        new KeptNames(console.deltas, console.answers, console.watch, console.sample.house);
    assertThat(names.erase(new PersonId("gone-already"))).isPositive();
    assertThat(names.holds(new PersonId("ada-brandt"))).isFalse();
  }

  @Test
  void pageOfARemovedCallerEnds() throws Exception {
    console.trust.access.account("maya", "p", Optional.empty(), Grant.of(Role.OWNER));
    String cookie =
        new Client(console)
            .post("/api/session", "{\"name\":\"maya\",\"password\":\"p\"}")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .split(";")[0];
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                new Client(console, "Cookie", cookie).request("/api/events").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    console.trust.access.kept.remove("maya");
    console.deltas.beat();
    assertThat(stream.body().readAllBytes()).isNotNull();
  }

  private String token(String subject, Grant... grants) {
    return console.trust.access.token(subject, grants);
  }

  private static Grant atYard() {
    return new Grant(Role.MANAGER, Set.of(new DoorId("yard-gate")), Set.of());
  }

  @Test
  void bundleNewsIsPublished() throws Exception {
    SampleJars.install(console.framework, "audio", "0.1.0").start();
    while (console.sample.published.stream()
        .noneMatch(
            event ->
                event instanceof BundleChanged change
                    && change.bundle().equals("org.vestibule.audio")
                    && change.change().equals("started"))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static VisitStory spoken(
      VisitStory story, Optional<String> transcript, Optional<String> face) {
    return new VisitStory(
        story.id(),
        story.station(),
        story.door(),
        story.openedAt(),
        story.closedAt(),
        story.presses(),
        story.claimedName(),
        face,
        story.faceReason(),
        story.challenge(),
        transcript,
        story.triage(),
        story.decision(),
        story.outcome(),
        story.degraded(),
        story.waterfall());
  }

  private static StatusChanged status(String source, String sentence) {
    return new StatusChanged(Instant.now(), source, Status.ready(sentence));
  }

  private static Notice notice() {
    return new Notice(new VisitId("v-1"), new StationId("front"), false, "The bell rings");
  }

  private record Message(String id, String event, JsonNode data) {}

  /** A page that reads when it is asked to, and not before. */
  private final class Page implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Page(String seen) throws IOException {
      this(seen, console.token());
    }

    Page(String seen, String token) throws IOException {
      socket.setReceiveBufferSize(8 * 1024);
      socket.connect(new InetSocketAddress("127.0.0.1", console.port()));
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /api/events HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + token
                  + "\r\nLast-Event-ID: "
                  + seen
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream raw = socket.getInputStream();
      in = new BufferedReader(new InputStreamReader(raw, StandardCharsets.UTF_8));
      assertThat(in.readLine()).contains(" 200 ");
      String line = in.readLine();
      while (!line.equals("retry: 2000")) {
        line = in.readLine();
      }
    }

    Message next() throws IOException {
      String id = "";
      String event = "message";
      String line = in.readLine();
      while (!line.startsWith("data: ")) {
        id = line.startsWith("id: ") ? line.substring(4) : id;
        event = line.startsWith("event: ") ? line.substring(7) : event;
        line = in.readLine();
      }
      return new Message(id, event, new ObjectMapper().readTree(line.substring(6)));
    }

    void assertOpen() throws IOException {
      console.deltas.on(status("part", "open"));
      assertThat(next().data.at("/status/sentence").asText()).isEqualTo("open");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
