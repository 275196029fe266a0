// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;

/** The component with settings, users and secrets that change under it. */
class KeeperTest {
  @TempDir Path folder;
  private final HeldSecrets secrets = new HeldSecrets();
  private final BrokerComponent component = new BrokerComponent();
  private int port;

  @BeforeEach
  void start() throws Exception {
    System.setProperty("vestibule.data", folder.toString());
    port = Ports.free();
  }

  @AfterEach
  void stop() throws Exception {
    component.stop();
    System.clearProperty("vestibule.data");
  }

  @Test
  void aLockedVaultLetsNobodyInSaysSoAndNeedsNoRestartWhenItOpens() throws Exception {
    secrets.lock(true);
    component.setSecrets(secrets);
    component.activate(settings(Map.of()));
    awaitState(Status.State.DEGRADED);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
    assertThat(component.status().sentence()).contains("vault");

    secrets.lock(false);
    component.secretChanged("");

    awaitState(Status.State.READY);
    Listening client = gateway();
    // Whoever is in stays in when the vault is locked again.
    secrets.lock(true);
    component.secretChanged("");
    awaitState(Status.State.DEGRADED);
    client.publish("vestibule/home/x", "still", 1, false);
    assertThat(client.next()).isEqualTo("vestibule/home/x=still");
    secrets.lock(false);
    client.close();
  }

  @Test
  void aWrongSettingIsRefusedByNameAndTheLastGoodOneGoesOn() throws Exception {
    component.setSecrets(secrets);
    component.activate(settings(Map.of()));
    awaitState(Status.State.READY);
    Listening client = gateway();

    component.modified(settings(Map.of("maxPacketBytes", "1")));

    awaitState(Status.State.DEGRADED);
    assertThat(component.status().sentence()).contains("maxPacketBytes");
    assertThat(client.client().isConnected()).isTrue();
    component.modified(settings(Map.of("gatewayTopics", "vestibule/#")));
    awaitState(Status.State.READY);
    client.close();
  }

  @Test
  void anotherPortIsTakenWithoutARestartAndNoAddressSwitchesItOff() throws Exception {
    component.setSecrets(secrets);
    component.activate(settings(Map.of()));
    awaitState(Status.State.READY);
    port = Ports.free();
    component.modified(settings(Map.of()));
    Await.so(
        () -> component.status().sentence().contains(":" + port), () -> "" + component.status());
    gateway().close();
    component.modified(settings(Map.of("address", "")));
    awaitState(Status.State.UNAVAILABLE);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.DISABLED);
  }

  @Test
  void aUserWithoutAPasswordIsNamedAndLetInAsSoonAsThereIsOne() throws Exception {
    component.setSecrets(secrets);
    component.addUser(new UserEntry(Map.of("user", "screen", "password", "secret:screen")));
    component.activate(settings(Map.of()));
    awaitState(Status.State.DEGRADED);
    assertThat(component.status().sentence()).contains("screen").contains("Put the secret");

    secrets.put("screen", "short".getBytes(StandardCharsets.UTF_8));
    component.secretChanged("screen");
    Await.so(
        () -> component.status().sentence().contains("at least " + PasswordSource.SHORTEST),
        () -> "" + component.status());

    secrets.put("screen", "long enough now".getBytes(StandardCharsets.UTF_8));
    component.secretChanged("screen");
    awaitState(Status.State.READY);
    Listening.plain(port, "screen", "long enough now", "vestibule/#").close();
  }

  @Test
  void aPasswordMayStandInAFile() throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, "long enough now\nnot this");
    component.setSecrets(secrets);
    UserEntry entry = new UserEntry(Map.of("user", "screen", "passwordFile", file.toString()));
    component.addUser(entry);
    component.activate(settings(Map.of()));
    awaitState(Status.State.READY);
    Listening client = Listening.plain(port, "screen", "long enough now", "vestibule/#");
    component.removeUser(entry);
    client.awaitEnd();
  }

  @Test
  void wrongPasswordsAreInTheAuditWithoutWhatWasTyped() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    component.setAudit(audit(lines));
    component.setSecrets(secrets);
    component.activate(settings(Map.of()));
    awaitState(Status.State.READY);
    for (String user : List.of("gateway", "hunter2")) {
      assertThatThrownBy(() -> Listening.plain(port, user, "a wrong password"))
          .isInstanceOf(MqttException.class);
    }
    Await.so(() -> lines.size() == 2, () -> "lines " + lines);
    assertThat(lines.get(0)).contains("broker-login-failed").contains("user=gateway");
    assertThat(lines.get(1)).contains("user=unknown").doesNotContain("hunter2");
  }

  private Listening gateway() throws Exception {
    String password =
        new String(
            secrets.get(PasswordSource.GATEWAY_SECRET).orElseThrow(), StandardCharsets.US_ASCII);
    return Listening.plain(port, "gateway", password, "vestibule/#");
  }

  private Map<String, Object> settings(Map<String, String> more) {
    Map<String, Object> all = new HashMap<>(Map.of("port", Integer.toString(port)));
    all.putAll(more);
    return all;
  }

  private void awaitState(Status.State state) {
    Await.so(() -> component.status().state() == state, () -> "" + component.status());
  }

  private static AuditTrail audit(List<String> lines) {
    return new AuditTrail() {
      @Override
      public AuditEntry record(String actor, String action, Map<String, String> details)
          throws VestibuleException {
        lines.add(actor + " " + action + " " + details);
        return new AuditEntry(
            lines.size(), Instant.EPOCH, actor, "inside", action, details, "", "");
      }

      @Override
      public List<AuditEntry> latest(int limit) {
        return List.of();
      }

      @Override
      public long verify() {
        return lines.size();
      }
    };
  }
}
