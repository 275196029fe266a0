// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.testkit.internal.onvif.Login;
import org.vestibule.testkit.internal.onvif.NpmClient;

/** Clients that nobody here wrote take a station of the house for a camera. */
@Timeout(180)
class OnvifClientsTest extends OnvifFixture {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Path CLIENTS =
      Path.of(System.getProperty("vestibule.root"), "data/cache/test-onvif");
  private static final String BELL = "tns1:Device/Trigger/DigitalInput";

  @BeforeAll
  static void clientsAreHere() throws Exception {
    assumeTrue(NpmClient.fetch(CLIENTS), "npm is not here or cannot fetch onvif and node-onvif");
  }

  @Test
  void npmOnvifIsRefusedByAWrongPassword() throws Exception {
    offer(Map.of());
    try (NpmClient client = onvif("guess", Login.TOKEN)) {
      assertThat(client.device(WAIT).path("saw").asText()).isEqualTo("failed");
    }
  }

  @Test
  void npmOnvifSeesOneProfileWithASnapshotAndNoStreamThatIsNotThere() throws Exception {
    offer(Map.of());
    try (NpmClient client = onvif(PASSWORD, Login.TOKEN)) {
      JsonNode profile = profile(client.device(WAIT));
      assertThat(profile.path("stream").asText()).isEmpty();
      assertThat(profile.path("snapshot").asText()).isEqualTo(root + "front/snapshot.jpg");
    }
  }

  @Test
  void npmOnvifGetsTheCamerasOwnStreamWhereItIsConfigured() throws Exception {
    offer(Map.of("streams", "front=rtsp://192.0.2.20/main"));
    for (Login login : Login.values()) {
      try (NpmClient client = onvif(PASSWORD, login)) {
        JsonNode profile = profile(client.device(WAIT));
        assertThat(profile.path("stream").asText()).isEqualTo("rtsp://192.0.2.20/main");
      }
    }
  }

  @Test
  void npmNodeOnvifFetchesASnapshotByHttpDigest() throws Exception {
    offer(Map.of("streams", "front=rtsp://192.0.2.20/main"));
    front.raw = true;
    try (NpmClient client = NpmClient.nodeOnvif(CLIENTS, device(), "vms", PASSWORD)) {
      JsonNode saw = client.device(WAIT);
      profile(saw);
      assertThat(saw.path("snapshotBytes").asInt()).isGreaterThan(500);
      assertThat(front.closed).hasValue(front.opened.get());
    }
  }

  @Test
  void npmOnvifHearsTheBellTheDoorAndWhatWasSeen() throws Exception {
    offer(Map.of());
    try (NpmClient client = onvif(PASSWORD, Login.TOKEN)) {
      JsonNode first = client.event(BELL, "LogicalState", "false", WAIT);
      assertThat(first.path("operation").asText()).isEqualTo("Initialized");
      devices.on(new VisitOpened(Instant.now(), Stories.open(new VisitId("v-1"), "front")));
      JsonNode rung = client.event(BELL, "LogicalState", "true", WAIT);
      assertThat(rung.path("operation").asText()).isEqualTo("Changed");
      client.event(BELL, "LogicalState", "false", WAIT);

      DoorId door = new DoorId("front-door");
      devices.on(new DoorAlarmRaised(Instant.now(), door, DoorAlarm.HELD_OPEN, "Held open"));
      JsonNode alarm = client.event("tns1:Door/State/DoorAlarm", "State", "DoorOpenTooLong", WAIT);
      assertThat(alarm.path("source").path("DoorToken").asText()).isEqualTo("front-door");
      devices.on(new DoorAlarmCleared(Instant.now(), door, DoorAlarm.HELD_OPEN));
      client.event("tns1:Door/State/DoorAlarm", "State", "Normal", WAIT);

      devices.on(
          new SceneObserved(
              Instant.now(),
              new StationId("front"),
              List.of(new SceneObserved.Thing("t3", "person", 0.9, 0.25, 0.0, 0.5, 0.75, ""))));
      client.event("tns1:VideoSource/MotionAlarm", "State", "true", WAIT);
      JsonNode seen =
          client.event("tns1:RuleEngine/ObjectDetection/Object", "ClassTypes", "Human", WAIT);
      assertThat(seen.path("objects")).hasSize(1);
      assertThat(seen.path("objects").get(0).asText())
          .contains("ObjectId=\"1\"", "Likelihood=\"0.900\"", ">Human<")
          .contains("bottom=\"-0.5000\" left=\"-0.5000\" right=\"0.5000\" top=\"1.0000\"");
    }
  }

  private URI device() {
    return URI.create(root + "front/device_service");
  }

  private NpmClient onvif(String password, Login login) throws Exception {
    return NpmClient.onvif(CLIENTS, device(), "vms", password, login);
  }

  private static JsonNode profile(JsonNode saw) {
    assertThat(saw.path("saw").asText()).as("%s", saw).isEqualTo("device");
    assertThat(saw.path("model").asText()).isEqualTo("Front door");
    assertThat(saw.path("profiles")).hasSize(1);
    return saw.path("profiles").get(0);
  }
}
