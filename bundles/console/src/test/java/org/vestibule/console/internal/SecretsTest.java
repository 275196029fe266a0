// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.store.Secrets;

/** Secrets by REST: in by whoever keeps them, out to nobody. */
class SecretsTest {
  @TempDir Path data;
  private SampleConsole console;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whatIsNoSecretIsRefusedAndNotRepeated() throws Exception {
    assertThat(Client.code(put("mqtt", ""))).isEqualTo("422 value-invalid");
    assertThat(Client.code(put("mqtt", "s".repeat(Secrets.MAX_BYTES + 1))))
        .isEqualTo("413 body-too-large");
    assertThat(Client.code(put("MQTT", "hunter2"))).isEqualTo("422 value-invalid");
    HttpResponse<String> json = owner.put("/api/secrets/mqtt", "{\"secret\":\"hunter2\"}");
    assertThat(Client.code(json)).isEqualTo("415 content-type-wrong");
    assertThat(json.body()).doesNotContain("hunter2");
    HttpResponse<String> broken =
        owner.send(
            owner
                .request("/api/secrets/mqtt")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xc3, 0x28})));
    assertThat(Client.code(broken)).isEqualTo("400 charset-wrong");
    assertThat(Client.code(owner.delete("/api/secrets/mqtt"))).isEqualTo("404 unknown-secret");
    assertThat(Client.code(owner.post("/api/secrets/mqtt/make?form=pem", "")))
        .isEqualTo("422 value-invalid");
    assertThat(console.trust.secrets.kept).isEmpty();
  }

  @Test
  void integratorKeepsSecretsAndAManagerDoesNot() throws Exception {
    Client manager =
        Client.bearing(console, console.trust.access.token("m", Grant.of(Role.MANAGER)));
    assertThat(Client.code(manager.get("/api/secrets"))).isEqualTo("403 permission-missing");
    Client lift =
        Client.bearing(console, console.trust.access.token("lift", Grant.of(Role.DOOR_SYSTEM)));
    assertThat(Client.code(lift.post("/api/secrets/mqtt/make", "")))
        .isEqualTo("403 permission-missing");
    Client integrator =
        Client.bearing(console, console.trust.access.token("i", Grant.of(Role.INTEGRATOR)));
    assertThat(integrator.post("/api/secrets/mqtt/make", "").statusCode()).isEqualTo(201);
  }

  @Test
  void secretThatWasPutIsKeptAsItIsAndShownByName() throws Exception {
    assertThat(put("mqtt", "pass word\u00fc").statusCode()).isEqualTo(204);
    assertThat(console.trust.secrets.kept.get("mqtt"))
        .isEqualTo("pass word\u00fc".getBytes(StandardCharsets.UTF_8));
    assertThat(owner.get("/api/secrets").body()).isEqualTo("[\"mqtt\"]");
    assertThat(Client.code(owner.get("/api/secrets/mqtt"))).isEqualTo("405 method-not-allowed");
    assertThat(owner.delete("/api/secrets/mqtt").statusCode()).isEqualTo(204);
    assertThat(owner.get("/api/secrets").body()).isEqualTo("[]");
  }

  @Test
  void secretThatIsMadeIsRandomAndShownOnce() throws Exception {
    JsonNode first = Client.json(owner.post("/api/secrets/coap/make", ""));
    JsonNode second = Client.json(owner.post("/api/secrets/coap/make?form=webhook", ""));
    assertThat(first.path("secret").asText()).matches("[0-9a-f]{64}");
    String webhook = second.path("secret").asText();
    assertThat(Base64.getDecoder().decode(webhook.substring("whsec_".length()))).hasSize(32);
    assertThat(console.trust.secrets.kept.get("coap"))
        .isEqualTo(webhook.getBytes(StandardCharsets.US_ASCII));
    assertThat(owner.get("/api/secrets").body()).doesNotContain(webhook);
  }

  @Test
  void lockedVaultAndMissingServiceAreSaid() throws Exception {
    console.trust.secrets.locked = true;
    assertThat(Client.code(put("mqtt", "hunter2"))).isEqualTo("503 vault-locked");
    console.trust.trust.secrets = null;
    assertThat(Client.code(owner.get("/api/secrets"))).isEqualTo("503 service-missing");
  }

  private HttpResponse<String> put(String name, String secret) throws Exception {
    return owner.send(
        owner
            .request("/api/secrets/" + name)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .PUT(HttpRequest.BodyPublishers.ofString(secret)));
  }
}
