// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two clients that nobody here wrote take the simulated device for a camera. */
@Timeout(180)
class SimulatedOnvifTest {
  private static final Duration WAIT = Duration.ofSeconds(60);

  /** The client gives a request that the device took with it up after 80 s. */
  private static final Duration GIVES_UP = Duration.ofSeconds(100);

  private static final Path CLIENTS =
      Path.of(System.getProperty("vestibule.root"), "data/cache/test-onvif");

  private SimulatedOnvif device;

  @BeforeAll
  static void clientsAreHere() throws Exception {
    assumeTrue(NpmClient.fetch(CLIENTS), "npm is not here or cannot fetch onvif and node-onvif");
  }

  @BeforeEach
  void start() throws Exception {
    device = new SimulatedOnvif(0);
    device.account("vms", "correct horse");
    device.rtsp("rtsp://127.0.0.1:8554");
  }

  @AfterEach
  void stop() {
    device.close();
  }

  @Test
  void aWrongPasswordIsRefusedWith400() throws Exception {
    try (NpmClient client = onvif("wrong", Login.TOKEN)) {
      JsonNode saw = client.device(WAIT);
      assertThat(saw.path("saw").asText()).isEqualTo("failed");
      assertThat(saw.path("error").asText()).contains("Sender not authorized");
      assertThat(device.refused()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void npmOnvifSeesBothStreams(Login login) throws Exception {
    device.login(login);
    try (NpmClient client = onvif("correct horse", login)) {
      seesBothStreams(client.device(WAIT));
      assertThat(device.refused()).isEmpty();
    }
  }

  @Test
  void npmOnvifSeesBothStreamsWithoutMedia2() throws Exception {
    device.media2(false);
    try (NpmClient client = onvif("correct horse", Login.TOKEN)) {
      JsonNode saw = client.device(WAIT);
      assertThat(saw.path("media2").asBoolean()).isFalse();
      seesBothStreams(saw);
    }
  }

  @Test
  void aClockThatIsADayOffIsTheClientsToMind() throws Exception {
    device.clockOff(Duration.ofDays(1));
    try (NpmClient client = onvif("correct horse", Login.TOKEN)) {
      seesBothStreams(client.device(WAIT));
    }
  }

  @Test
  void npmNodeOnvifSeesBothStreamsAndAPicture() throws Exception {
    try (NpmClient client = NpmClient.nodeOnvif(CLIENTS, device.url(), "vms", "correct horse")) {
      JsonNode saw = client.device(WAIT);
      seesBothStreams(saw);
      assertThat(saw.path("snapshotBytes").asInt()).isGreaterThan(1000);
    }
  }

  @Test
  void theButtonRingsAtAClientThatPulls() throws Exception {
    try (NpmClient client = onvif("correct horse", Login.TOKEN)) {
      String topic = "tns1:Device/Trigger/DigitalInput";
      JsonNode first = client.event(topic, "LogicalState", "false", WAIT);
      assertThat(first.path("operation").asText()).isEqualTo("Initialized");
      device.press();
      JsonNode rung = client.event(topic, "LogicalState", "true", WAIT);
      assertThat(rung.path("operation").asText()).isEqualTo("Changed");
      assertThat(rung.path("source").path("InputToken").asText()).isEqualTo(SimulatedOnvif.BUTTON);
      client.event(topic, "LogicalState", "false", WAIT);
      device.motion(true);
      client.event("tns1:VideoSource/MotionAlarm", "State", "true", WAIT);
    }
  }

  @Test
  @Timeout(400)
  void aClientComesBackAfterTheDeviceWasAway() throws Exception {
    try (NpmClient client = onvif("correct horse", Login.TOKEN)) {
      client.event("tns1:VideoSource/MotionAlarm", "State", "false", WAIT);
      device.goAway();
      client.await(saw -> saw.path("saw").asText().equals("events-error"), GIVES_UP);
      device.comeBack();
      client.event("tns1:VideoSource/MotionAlarm", "State", "false", WAIT);
      device.motion(true);
      client.event("tns1:VideoSource/MotionAlarm", "State", "true", WAIT);
    }
  }

  private NpmClient onvif(String password, Login login) throws Exception {
    return NpmClient.onvif(CLIENTS, device.url(), "vms", password, login);
  }

  private void seesBothStreams(JsonNode saw) {
    assertThat(saw.path("saw").asText()).as("%s", saw).isEqualTo("device");
    assertThat(saw.path("manufacturer").asText()).isEqualTo("Vestibule");
    assertThat(saw.path("profiles")).hasSize(2);
    JsonNode main = saw.path("profiles").get(0);
    JsonNode sub = saw.path("profiles").get(1);
    assertThat(main.path("stream").asText()).isEqualTo("rtsp://127.0.0.1:8554/main");
    assertThat(sub.path("stream").asText()).isEqualTo("rtsp://127.0.0.1:8554/sub");
    assertThat(sub.path("snapshot").asText())
        .isEqualTo(device.url().resolve("/snapshot/profile_sub.jpg").toString());
  }
}
