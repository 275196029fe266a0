// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.store.Secrets;
import org.vestibule.testkit.internal.broker.Certificates;
import org.vestibule.testkit.internal.broker.Mosquitto;

/** What the gateway proves itself by at a broker, and whom it believes. */
@Timeout(180)
class LoginTest {
  @TempDir Path folder;
  private final Drawer secrets = new Drawer();

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/openssl")), "apt-get install openssl first");
  }

  @Test
  void aPasswordAmongTheSecretsIsTakenAsSoonAsItIsThere() throws Exception {
    try (Mosquitto broker = Mosquitto.locked(folder, "gateway", "correct horse");
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of("username", "gateway", "password", "secret:mqtt"));
      rig.until(State.UNAVAILABLE);
      assertThat(rig.broker.status().sentence()).contains("nobody keeps secrets");
      rig.house.setSecrets(secrets);
      Awaited.until(
          () -> rig.broker.status().sentence().contains("secret put mqtt"), rig.broker::status);
      secrets.put("mqtt", "wrong".getBytes(StandardCharsets.UTF_8));
      rig.house.secretChanged("mqtt");
      rig.until(Cause.CREDENTIALS);
      assertThat(rig.broker.status().sentence()).contains("gateway").doesNotContain("wrong");
      secrets.put("mqtt", "correct horse".getBytes(StandardCharsets.UTF_8));
      rig.house.secretChanged("mqtt");
      rig.until(State.READY);
      secrets.put("mqtt", "stolen".getBytes(StandardCharsets.UTF_8));
      rig.house.secretChanged("another");
      rig.house.secretChanged("mqtt");
      rig.until(Cause.CREDENTIALS);
    }
  }

  @Test
  void aBrokerThatWantsACertificateGetsTheGatewaysOwn() throws Exception {
    try (Mosquitto broker = Mosquitto.mutual(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      Certificates.ofClient(folder, "gateway");
      Map<String, Object> properties = new TreeMap<>();
      properties.put("server", "ssl://localhost:" + broker.port());
      properties.put("caFile", folder.resolve("ca.pem").toString());
      rig.configure(broker.port(), properties);
      rig.until(State.UNAVAILABLE);
      properties.put("certificateFile", folder.resolve("gateway.pem").toString());
      properties.put("keyFile", folder.resolve("gateway.key").toString());
      for (String version : List.of("5", "3.1.1")) {
        properties.put("version", version);
        rig.configure(broker.port(), properties);
        Awaited.until(
            () -> rig.broker.status().sentence().contains("MQTT " + version), rig.broker::status);
        assertThat(rig.broker.status().state()).isEqualTo(State.READY);
      }
      rig.house.setSecrets(secrets);
      secrets.put("mqtt-key", Files.readAllBytes(folder.resolve("gateway.key")));
      Files.delete(folder.resolve("gateway.key"));
      properties.put("version", "5");
      properties.put("keyFile", "secret:mqtt-key");
      rig.configure(broker.port(), properties);
      Awaited.until(() -> rig.broker.status().sentence().contains("MQTT 5"), rig.broker::status);
    }
  }

  @Test
  void aKeyThatIsNoneIsCalledThatWithoutAByteOfIt() {
    for (String pem :
        List.of(
            "",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
            "-----END PRIVATE KEY----- -----BEGIN PRIVATE KEY-----")) {
      assertThatThrownBy(() -> Tls.key(pem.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e ->
                  assertThat(e.code() + e.getMessage())
                      .startsWith("key-invalid")
                      .doesNotContain("c2Vj"));
    }
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedByNameAndAPasswordIsNeverShown() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("password", "correct horse"),
            Map.of("password", "secret:NO NAME"),
            Map.of("password", "secret:mqtt", "passwordFile", "/tmp/password"),
            Map.of("certificateFile", "/tmp/cert.pem"),
            Map.of("keyFile", "secret:key"),
            Map.of("version", "4"),
            Map.of("window", "0"),
            Map.of("commands", "yes"),
            Map.of("name", "lift"))) {
      assertThatThrownBy(() -> MqttSettings.of(MqttConfig.PID, bad))
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e ->
                  assertThat(e.code() + " " + e.getMessage())
                      .startsWith("configuration-invalid")
                      .doesNotContain("horse"));
    }
    assertThatThrownBy(() -> MqttSettings.of(MqttConfig.FURTHER_PID, Map.of()))
        .hasMessageContaining("name");
  }

  /** Secrets in memory. */
  private static final class Drawer implements Secrets {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> get(String name) {
      return Optional.ofNullable(values.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] value) {
      values.put(name, value.clone());
    }

    @Override
    public boolean remove(String name) {
      return values.remove(name) != null;
    }

    @Override
    public List<String> names() {
      return List.copyOf(values.keySet());
    }
  }
}
