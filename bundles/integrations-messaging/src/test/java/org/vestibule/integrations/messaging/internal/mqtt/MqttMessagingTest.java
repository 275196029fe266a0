// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** What a real mosquitto hears of the gateway. */
@Timeout(180)
class MqttMessagingTest {
  private static final DoorId FRONT = OneDoor.ID;

  @TempDir Path folder;
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Surroundings house = new Surroundings();
  private MqttMessaging messaging;
  private final WayOut out = new WayOut();
  private final OneDoor door = new OneDoor();

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    house.setDoors(door);
    house.setEgress(out);
    house.setOutbox(outbox);
  }

  @AfterEach
  void stop() throws Exception {
    if (messaging != null) {
      messaging.stop();
    }
  }

  @Test
  void everyEventIsToldInTheOneSchema() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of("building", "elm-street"));
      assertThat(ear.next("vestibule/elm-street/available")).isEqualTo("online");
      assertThat(ear.next("vestibule/elm-street/door/front-door/state")).isEqualTo("LOCKED");
      until(State.READY, Cause.NONE);
      happens(
          new DoorAnswered(
              Instant.parse("2026-01-02T03:04:05Z"),
              FRONT,
              new VisitId("v-1"),
              "o-1",
              new DoorOutcome.Opened("released", 1)));
      JsonNode answer = json(ear.next("vestibule/elm-street/door/answered"));
      assertThat(answer.path("type").asText()).isEqualTo("org.vestibule.door.answered.v1");
      assertThat(answer.path("source").asText()).isEqualTo("/vestibule/elm-street");
      assertThat(answer.path("data").path("at").asText()).isEqualTo("2026-01-02T03:04:05Z");
      assertThat(answer.path("data").path("outcome").path("type").asText()).isEqualTo("Opened");
      happens(new DoorStateChanged(Instant.now(), FRONT, DoorState.LOCKED, DoorState.UNLOCKED));
      assertThat(ear.next("vestibule/elm-street/door/front-door/state")).isEqualTo("UNLOCKED");
      happens(new StatusChanged(Instant.now(), "vision", Status.starting("loading")));
      assertThat(json(ear.next("vestibule/elm-street/status/vision")).path("state").asText())
          .isEqualTo("STARTING");
      assertThat(messaging.deliver(notice())).isEqualTo("confirmed by the broker");
      JsonNode notice = json(ear.next("vestibule/elm-street/notice"));
      assertThat(notice.path("data").path("urgent").asBoolean()).isTrue();
      try (Ear late = new Ear(broker.port())) {
        assertThat(late.next("vestibule/elm-street/available")).isEqualTo("online*");
      }
      messaging.stop();
      assertThat(ear.next("vestibule/elm-street/available")).isEqualTo("stopped");
    }
  }

  @Test
  void withoutAWayOutNothingIsSentAndWithOneItIs() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      house.unsetEgress(out);
      start(broker, Map.of());
      until(State.UNAVAILABLE, Cause.DEPENDENCY);
      house.setEgress(out);
      until(State.READY, Cause.NONE);
      house.unsetEgress(out);
      until(State.UNAVAILABLE, Cause.DEPENDENCY);
      assertThat(messaging.status().sentence()).contains("Nothing is sent");
    }
  }

  @Test
  void silentAlarmIsToldNowhereUnlessTheSiteSaysSo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      happens(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(messaging.deliver(silentAlarm())).isEqualTo("not used: duress is off");
      happens(new DoorExitRequested(Instant.now(), FRONT));
      ear.next("vestibule/home/door/exit-requested");
      assertThat(ear.passed()).isNotEmpty().noneMatch(MqttMessagingTest::tellsOfDuress);
    }
  }

  @Test
  void silentAlarmHasATopicOfItsOwnAndIsNotKept() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of("duress", "on"));
      until(State.READY, Cause.NONE);
      happens(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(messaging.deliver(silentAlarm())).isEqualTo("told on door/duress");
      assertThat(ear.next("vestibule/home/door/duress")).contains("p-1");
      out.denied.add(DataClass.PERSONAL);
      happens(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(ear.next("vestibule/home/door/duress"))
          .contains("front-door")
          .doesNotContain("p-1");
      happens(new DoorExitRequested(Instant.now(), FRONT));
      ear.next("vestibule/home/door/exit-requested");
      assertThat(ear.passed())
          .filteredOn(MqttMessagingTest::tellsOfDuress)
          .allMatch(message -> message.startsWith("vestibule/home/door/duress "));
      try (Ear late = new Ear(broker.port())) {
        happens(new DoorExitRequested(Instant.now(), FRONT));
        late.next("vestibule/home/door/exit-requested");
        assertThat(late.passed()).noneMatch(MqttMessagingTest::tellsOfDuress);
      }
    }
  }

  @Test
  void whoWasRefusedIsToldOnlyWhereNamesMayGo() throws Exception {
    EntryRefused refusal =
        new EntryRefused(
            Instant.now(), FRONT, Optional.of(new PersonId("p-1")), "out-of-schedule", "Too early");
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      out.denied.add(DataClass.PERSONAL);
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      happens(refusal);
      String bare = ear.next("vestibule/home/door/entry-refused");
      assertThat(bare).contains("out-of-schedule").doesNotContain("p-1");
      out.denied.clear();
      happens(refusal);
      assertThat(ear.next("vestibule/home/door/entry-refused")).contains("p-1", "Too early");
    }
  }

  @Test
  void leafAndAlarmsAreKeptBesideTheLock() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of());
      assertThat(ear.next("vestibule/home/door/front-door/contact")).isEqualTo("UNKNOWN");
      assertThat(ear.next("vestibule/home/door/front-door/alarms")).isEqualTo("[]");
      until(State.READY, Cause.NONE);
      door.contact = DoorContact.OPEN;
      happens(new DoorContactChanged(Instant.now(), FRONT, DoorContact.UNKNOWN, DoorContact.OPEN));
      assertThat(ear.next("vestibule/home/door/front-door/contact")).isEqualTo("OPEN");
      door.alarms = Set.of(DoorAlarm.TAMPER, DoorAlarm.FORCED_OPEN);
      happens(
          new DoorAlarmRaised(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN, "Nobody was let in"));
      assertThat(data(ear.next("vestibule/home/door/alarm-raised")).path("sentence").asText())
          .isEqualTo("Nobody was let in");
      assertThat(ear.next("vestibule/home/door/front-door/alarms"))
          .isEqualTo("[\"FORCED_OPEN\",\"TAMPER\"]");
      door.alarms = Set.of();
      happens(new DoorAlarmCleared(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN));
      assertThat(ear.next("vestibule/home/door/front-door/alarms")).isEqualTo("[]");
      happens(new DoorAlarmRaised(Instant.now(), new DoorId("gone"), DoorAlarm.TAMPER, "A case"));
      ear.next("vestibule/home/door/alarm-raised");
      try (Ear late = new Ear(broker.port())) {
        happens(new DoorExitRequested(Instant.now(), FRONT));
        late.next("vestibule/home/door/exit-requested");
        assertThat(late.passed())
            .contains("vestibule/home/door/front-door/alarms []*")
            .contains("vestibule/home/door/front-door/contact OPEN*");
      }
      assertThat(ear.passed()).noneMatch(message -> message.contains("door/gone/alarms"));
    }
  }

  @Test
  void whatTheSiteDoesNotAllowIsLeftOutAndTheRestIsTold() throws Exception {
    out.denied.add(DataClass.PERSONAL);
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      happens(new VisitOpened(Instant.now(), visit()));
      String heard = ear.next("vestibule/home/visit/opened");
      assertThat(heard).doesNotContain("Ana", "parcel", "p-1");
      assertThat(data(heard).path("after").path("id").asText()).isEqualTo("v-1");
      assertThat(data(heard).path("after").path("decision").path("type").asText())
          .isEqualTo("Admit");
      happens(
          new DoorOrdered(Instant.now(), FRONT, new VisitId("v-1"), new PersonId("p-1"), "o-1"));
      assertThat(ear.next("vestibule/home/door/ordered")).doesNotContain("p-1");
      assertThat(messaging.deliver(notice())).isEqualTo("confirmed by the broker");
      assertThat(ear.next("vestibule/home/notice")).doesNotContain("help");
      Awaited.until(() -> messaging.status().sentence().contains("left out"), messaging::status);
      assertThat(messaging.status().sentence()).contains("personal");
      assertThat(out.sent).doesNotContainKeys(DataClass.PERSONAL, DataClass.TRANSCRIPT);
    }
  }

  @Test
  void wordsAndNamesAreAllowedApart() throws Exception {
    out.denied.add(DataClass.TRANSCRIPT);
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      happens(new VisitOpened(Instant.now(), visit()));
      assertThat(ear.next("vestibule/home/visit/opened")).contains("Ana").doesNotContain("parcel");
      out.denied.clear();
      happens(new VisitOpened(Instant.now(), visit()));
      assertThat(ear.next("vestibule/home/visit/opened")).contains("Ana", "parcel");
      assertThat(out.sent.get(DataClass.PERSONAL)).isPositive();
    }
  }

  @Test
  void afterTheBrokerWasKilledTheGatewayComesBackWithWhatMustNotBeLost() throws Exception {
    try (Mosquitto broker = Mosquitto.remembering(folder);
        MosquittoReader reader = broker.reader("vestibule/home/door/answered")) {
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      broker.kill();
      until(State.UNAVAILABLE, Cause.NETWORK);
      assertThatThrownBy(() -> messaging.deliver(notice()))
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> assertThat(e.code()).isEqualTo("notice-undeliverable"));
      happens(new BundleChanged(Instant.now(), "vision", "0.1.1", "updated"));
      for (int i = 0; i < 50; i++) {
        happens(
            new DoorAnswered(
                Instant.now(),
                FRONT,
                new VisitId("v-" + i),
                "o",
                new DoorOutcome.Denied("x", "y")));
      }
      broker.start();
      for (int i = 0; i < 50; i++) {
        assertThat(data(reader.next()).path("visit").asText()).isEqualTo("v-" + i);
      }
      until(State.READY, Cause.NONE);
    }
  }

  @Test
  void whenTheGatewayIsGoneTheBrokerSaysSo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      MqttSettings settings = MqttSettings.of(MqttConfig.PID, properties(broker, Map.of()));
      Voice voice = new HouseVoice(settings, new HouseState(house), message -> {});
      LinkPlan plan = new LinkPlan(MqttConfig.PID, settings.server(), List.of(voice));
      Connector connector = new Connector(plan, null, message -> {});
      connector.connect(Way.open(out));
      // Without a DISCONNECT, as when the power goes.
      connector.abandon();
      assertThat(ear.next("vestibule/home/available")).isEqualTo("offline");
    }
  }

  @Test
  void aWrongPasswordIsCalledThatAndTheRightOneIsTakenWithoutRestart() throws Exception {
    try (Mosquitto broker = Mosquitto.locked(folder, "gateway", "correct horse")) {
      Path file = Files.writeString(folder.resolve("password"), "wrong\n");
      Map<String, Object> login = Map.of("username", "gateway", "passwordFile", file.toString());
      start(broker, login);
      until(State.UNAVAILABLE, Cause.CREDENTIALS);
      assertThat(messaging.status().sentence()).contains("gateway").doesNotContain("wrong");
      Files.writeString(file, "correct horse\n");
      until(State.READY, Cause.NONE);
    }
  }

  @Test
  void aBrokerBehindTlsIsBelievedOnlyWithItsCa() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/openssl")), "apt-get install openssl first");
    try (Mosquitto broker = Mosquitto.encrypted(folder)) {
      Map<String, Object> server = Map.of("server", "ssl://localhost:" + broker.port());
      activate(server);
      until(State.UNAVAILABLE, Cause.CREDENTIALS);
      Map<String, Object> trusting = new TreeMap<>(server);
      trusting.put("caFile", folder.resolve("ca.pem").toString());
      messaging.configure(trusting);
      until(State.READY, Cause.NONE);
      trusting.put("server", "ssl://127.0.0.1:" + broker.port());
      messaging.configure(trusting);
      until(State.UNAVAILABLE, Cause.CREDENTIALS);
    }
  }

  @Test
  void aBadConfigurationIsToldAndTheGoodOneStays() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      activate(Map.of());
      until(State.STOPPED, Cause.DISABLED);
      messaging.configure(properties(broker, Map.of()));
      until(State.READY, Cause.NONE);
      for (Map<String, Object> bad :
          List.<Map<String, Object>>of(
              Map.of("server", "tcp://192.0.2.1"),
              Map.of("server", "http://localhost"),
              Map.of("server", "tcp://user:secret@localhost"),
              Map.of("keepAliveSeconds", "4"),
              Map.of("building", "a/b"),
              Map.of("duress", "true"),
              Map.of("sever", "tcp://localhost"))) {
        messaging.configure(bad);
        assertThat(messaging.status().state()).isEqualTo(State.DEGRADED);
        assertThat(messaging.status().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(messaging.status().sentence()).doesNotContain("secret");
      }
      messaging.configure(properties(broker, Map.of()));
      assertThat(messaging.status().state()).isEqualTo(State.READY);
      messaging.configure(Map.of("server", ""));
      until(State.STOPPED, Cause.DISABLED);
    }
  }

  @Test
  void plainTcpLeavesTheMachineOnlyWhenAllowed() throws Exception {
    Map<String, Object> far = Map.of("server", "tcp://192.0.2.1", "allowInsecure", true);
    assertThat(MqttSettings.of(MqttConfig.PID, far).server().address())
        .isEqualTo("tcp://192.0.2.1:1883");
    assertThat(
            MqttSettings.of(MqttConfig.PID, Map.of("server", "ssl://broker.example"))
                .server()
                .address())
        .isEqualTo("ssl://broker.example:8883");
  }

  private void activate(Map<String, Object> properties) {
    messaging = new MqttMessaging(house, null, properties);
  }

  /** What happens comes both ways, as it does in the gateway. */
  private void happens(VestibuleEvent event) {
    outbox.add(event, Optional.empty());
    messaging.on(event);
  }

  private void start(Mosquitto broker, Map<String, Object> more) {
    activate(properties(broker, more));
  }

  private static Map<String, Object> properties(Mosquitto broker, Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("server", "tcp://127.0.0.1:" + broker.port());
    properties.put("service.pid", MqttConfig.PID);
    return properties;
  }

  private void until(State state, Cause cause) {
    Awaited.until(
        () -> messaging.status().state() == state && messaging.status().cause() == cause,
        messaging::status);
  }

  private static VisitStory visit() {
    return new VisitStory(
        new VisitId("v-1"),
        new StationId("front"),
        FRONT,
        Instant.now(),
        Optional.empty(),
        1,
        Optional.of("Ana"),
        Optional.of("known"),
        Optional.of("Ana was recognised"),
        Optional.empty(),
        Optional.of("a parcel for Ana"),
        Optional.empty(),
        Optional.of(new Decision.Admit(new PersonId("p-1"), "Ana was recognised")),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Notice notice() {
    return new Notice(new VisitId("v-1"), new StationId("front"), true, "Somebody calls for help");
  }

  private static Notice silentAlarm() {
    return new Notice(
        new VisitId("v-1"), new StationId("front"), true, "DURESS, Front", Audience.MANAGER, true);
  }

  private static boolean tellsOfDuress(String message) {
    return message.toLowerCase(Locale.ROOT).contains("duress") || message.contains("/notice ");
  }

  private static JsonNode data(String payload) throws Exception {
    return json(payload).path("data");
  }

  private static JsonNode json(String payload) throws Exception {
    return new ObjectMapper().readTree(payload);
  }
}
