// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
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
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
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

/** What a real mosquitto hears of the gateway. */
@Timeout(60)
class MqttMessagingTest {
  private static final DoorId FRONT = new DoorId("front-door");

  @TempDir Path folder;
  private final MqttMessaging messaging = new MqttMessaging();
  private final WayOut out = new WayOut();
  private final OneDoor door = new OneDoor();

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    messaging.setDoors(door);
    messaging.setBroker(out);
  }

  @AfterEach
  void stop() throws Exception {
    messaging.stop();
  }

  @Test
  void everyEventIsToldInTheOneSchema() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      start(broker, Map.of("building", "elm-street"));
      assertThat(ear.next("vestibule/elm-street/available")).isEqualTo("online");
      assertThat(ear.next("vestibule/elm-street/door/front-door/state")).isEqualTo("LOCKED");
      until(State.READY, Cause.NONE);
      messaging.on(
          new DoorAnswered(
              Instant.parse("2026-01-02T03:04:05Z"),
              FRONT,
              new VisitId("v-1"),
              "o-1",
              new DoorOutcome.Opened("released", 1)));
      JsonNode answer = json(ear.next("vestibule/elm-street/door/answered"));
      assertThat(answer.path("topic").asText()).isEqualTo("door/answered");
      assertThat(answer.path("at").asText()).isEqualTo("2026-01-02T03:04:05Z");
      assertThat(answer.path("outcome").path("type").asText()).isEqualTo("Opened");
      messaging.on(
          new DoorStateChanged(Instant.now(), FRONT, DoorState.LOCKED, DoorState.UNLOCKED));
      assertThat(ear.next("vestibule/elm-street/door/front-door/state")).isEqualTo("UNLOCKED");
      messaging.on(new StatusChanged(Instant.now(), "vision", Status.starting("loading")));
      assertThat(json(ear.next("vestibule/elm-street/status/vision")).path("state").asText())
          .isEqualTo("STARTING");
      assertThat(messaging.deliver(notice())).isEqualTo("confirmed by the broker");
      assertThat(json(ear.next("vestibule/elm-street/notice")).path("urgent").asBoolean()).isTrue();
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
      messaging.unsetBroker(out);
      start(broker, Map.of());
      until(State.UNAVAILABLE, Cause.DEPENDENCY);
      messaging.setBroker(out);
      until(State.READY, Cause.NONE);
      messaging.unsetBroker(out);
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
      messaging.on(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(messaging.deliver(silentAlarm())).isEqualTo("not used: duress is off");
      messaging.on(new DoorExitRequested(Instant.now(), FRONT));
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
      messaging.on(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(messaging.deliver(silentAlarm())).isEqualTo("told on door/duress");
      assertThat(ear.next("vestibule/home/door/duress")).contains("p-1");
      out.denied.add(DataClass.PERSONAL);
      messaging.on(new DuressSignalled(Instant.now(), FRONT, new PersonId("p-1")));
      assertThat(ear.next("vestibule/home/door/duress"))
          .contains("front-door")
          .doesNotContain("p-1");
      messaging.on(new DoorExitRequested(Instant.now(), FRONT));
      ear.next("vestibule/home/door/exit-requested");
      assertThat(ear.passed())
          .filteredOn(MqttMessagingTest::tellsOfDuress)
          .allMatch(message -> message.startsWith("vestibule/home/door/duress "));
      try (Ear late = new Ear(broker.port())) {
        messaging.on(new DoorExitRequested(Instant.now(), FRONT));
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
      messaging.on(refusal);
      String bare = ear.next("vestibule/home/door/entry-refused");
      assertThat(bare).contains("out-of-schedule").doesNotContain("p-1");
      out.denied.clear();
      messaging.on(refusal);
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
      messaging.on(
          new DoorContactChanged(Instant.now(), FRONT, DoorContact.UNKNOWN, DoorContact.OPEN));
      assertThat(ear.next("vestibule/home/door/front-door/contact")).isEqualTo("OPEN");
      door.alarms = Set.of(DoorAlarm.TAMPER, DoorAlarm.FORCED_OPEN);
      messaging.on(
          new DoorAlarmRaised(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN, "Nobody was let in"));
      assertThat(json(ear.next("vestibule/home/door/alarm-raised")).path("sentence").asText())
          .isEqualTo("Nobody was let in");
      assertThat(ear.next("vestibule/home/door/front-door/alarms"))
          .isEqualTo("[\"FORCED_OPEN\",\"TAMPER\"]");
      door.alarms = Set.of();
      messaging.on(new DoorAlarmCleared(Instant.now(), FRONT, DoorAlarm.FORCED_OPEN));
      assertThat(ear.next("vestibule/home/door/front-door/alarms")).isEqualTo("[]");
      messaging.on(
          new DoorAlarmRaised(Instant.now(), new DoorId("gone"), DoorAlarm.TAMPER, "A case"));
      ear.next("vestibule/home/door/alarm-raised");
      try (Ear late = new Ear(broker.port())) {
        messaging.on(new DoorExitRequested(Instant.now(), FRONT));
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
      messaging.on(new VisitOpened(Instant.now(), visit()));
      String heard = ear.next("vestibule/home/visit/opened");
      assertThat(heard).doesNotContain("Ana", "parcel", "p-1");
      assertThat(json(heard).path("after").path("id").asText()).isEqualTo("v-1");
      assertThat(json(heard).path("after").path("decision").path("type").asText())
          .isEqualTo("Admit");
      messaging.on(
          new DoorOrdered(Instant.now(), FRONT, new VisitId("v-1"), new PersonId("p-1"), "o-1"));
      assertThat(ear.next("vestibule/home/door/ordered")).doesNotContain("p-1");
      assertThat(messaging.deliver(notice())).isEqualTo("confirmed by the broker");
      assertThat(ear.next("vestibule/home/notice")).doesNotContain("help");
      assertThat(messaging.status().sentence()).contains("left out", "personal");
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
      messaging.on(new VisitOpened(Instant.now(), visit()));
      assertThat(ear.next("vestibule/home/visit/opened")).contains("Ana").doesNotContain("parcel");
      out.denied.clear();
      messaging.on(new VisitOpened(Instant.now(), visit()));
      assertThat(ear.next("vestibule/home/visit/opened")).contains("Ana", "parcel");
      assertThat(out.sent.get(DataClass.PERSONAL)).isPositive();
    }
  }

  @Test
  void afterTheBrokerWasKilledTheGatewayComesBackWithWhatMustNotBeLost() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      start(broker, Map.of());
      until(State.READY, Cause.NONE);
      broker.kill();
      until(State.UNAVAILABLE, Cause.NETWORK);
      assertThatThrownBy(() -> messaging.deliver(notice()))
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> assertThat(e.code()).isEqualTo("notice-undeliverable"));
      messaging.on(new BundleChanged(Instant.now(), "vision", "0.1.1", "updated"));
      for (int i = 0; i < 50; i++) {
        messaging.on(
            new DoorAnswered(
                Instant.now(),
                FRONT,
                new VisitId("v-" + i),
                "o",
                new DoorOutcome.Denied("x", "y")));
      }
      broker.start();
      try (Ear ear = new Ear(broker.port())) {
        assertThat(ear.next("vestibule/home/available")).startsWith("online");
        for (int i = 0; i < 50; i++) {
          assertThat(json(ear.next("vestibule/home/door/answered")).path("visit").asText())
              .isEqualTo("v-" + i);
        }
      }
      until(State.READY, Cause.NONE);
    }
  }

  @Test
  void whenTheGatewayIsGoneTheBrokerSaysSo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port())) {
      MqttSettings settings = MqttSettings.of(properties(broker, Map.of()));
      BrokerSession session = new BrokerSession(settings, Way.open(out));
      assertThat(ear.next("vestibule/home/available")).isEqualTo("online");
      // Without a DISCONNECT, as when the power goes.
      session.abandon();
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
      messaging.activate(server);
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
      messaging.activate(Map.of());
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
    assertThat(MqttSettings.of(far).server()).isEqualTo("tcp://192.0.2.1:1883");
    assertThat(MqttSettings.of(Map.of("server", "ssl://broker.example")).server())
        .isEqualTo("ssl://broker.example:8883");
  }

  private void start(Mosquitto broker, Map<String, Object> more) {
    messaging.activate(properties(broker, more));
  }

  private static Map<String, Object> properties(Mosquitto broker, Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("server", "tcp://127.0.0.1:" + broker.port());
    properties.put("service.pid", MqttConfig.PID);
    return properties;
  }

  private void until(State state, Cause cause) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (messaging.status().state() != state || messaging.status().cause() != cause) {
      assertThat(System.nanoTime()).as("%s", messaging.status()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
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

  private static JsonNode json(String payload) throws Exception {
    return new ObjectMapper().readTree(payload);
  }

  /** A building with one door. */
  private static final class OneDoor implements DoorController {
    private volatile Set<DoorAlarm> alarms = Set.of();

    @Override
    public List<DoorInfo> doors() {
      return List.of(
          new DoorInfo(
              FRONT, "Front door", "simulated", DoorState.LOCKED, DoorContact.UNKNOWN, alarms));
    }

    @Override
    public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
      throw new UnsupportedOperationException("nobody opens a door by MQTT");
    }

    @Override
    public DoorState state(DoorId door) {
      return DoorState.LOCKED;
    }
  }
}
