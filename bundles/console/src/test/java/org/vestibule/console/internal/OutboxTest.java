// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;

/** What waits for other systems, by REST. */
class OutboxTest {
  private static final String LETTERS = "/api/outbox/webhook-lift/dead-letters";

  @TempDir Path data;
  private SampleConsole console;
  private SampleOutbox outbox;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    outbox = console.sample.outbox;
    outbox.letter(
        "e-1",
        "visit/opened",
        "{\"after\":{\"claimedName\":\"Ada Brandt\",\"said\":\"Ada Brandt is here\"}}");
    outbox.letter("e-2", "door/duress", "{\"door\":\"front-door\",\"person\":\"ada-brandt\"}");
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    for (String sink : new String[] {"none", "Webhook", "a..b"}) {
      assertThat(Client.code(owner.get("/api/outbox/" + sink + "/dead-letters")))
          .as(sink)
          .isEqualTo("404 unknown-sink");
      assertThat(Client.code(owner.delete("/api/outbox/" + sink))).isEqualTo("404 unknown-sink");
    }
    assertThat(Client.code(owner.post(LETTERS + "/e-9/replay", "")))
        .isEqualTo("404 unknown-letter");
    assertThat(Client.code(owner.delete(LETTERS + "/e-9"))).isEqualTo("404 unknown-letter");
    assertThat(Client.code(owner.delete("/api/outbox/mqtt"))).isEqualTo("409 sink-busy");
    console.sample.house.outbox = null;
    assertThat(Client.code(owner.get("/api/outbox"))).isEqualTo("503 service-missing");
    assertThat(outbox.deeds).isEmpty();
  }

  @Test
  void whoSeesNoVisitsSeesThatSomethingIsStuckAndNotWhat() throws Exception {
    String seen = client(Role.INTEGRATOR).get(LETTERS).body();
    assertThat(seen).contains("visit/opened", "The broker refused it");
    assertThat(seen).doesNotContain("Ada", "v-1", "data", "duress");
    String system = client(Role.SYSTEM).get(LETTERS).body();
    assertThat(system).contains("v-1", "somebody is here").doesNotContain("Ada", "duress");
    String manager = client(Role.MANAGER).get(LETTERS).body();
    assertThat(manager).contains("Ada Brandt is here", "door/duress", "ada-brandt");
  }

  @Test
  void whoMayNotChangeFeaturesChangesNoOutbox() throws Exception {
    Client manager = client(Role.MANAGER);
    assertThat(Client.code(manager.post(LETTERS + "/e-1/replay", "")))
        .isEqualTo("403 permission-missing");
    assertThat(Client.code(manager.delete("/api/outbox/webhook-lift")))
        .isEqualTo("403 permission-missing");
    assertThat(outbox.deeds).isEmpty();
  }

  @Test
  void depthOfEachSystemIsShownWithTheBounds() throws Exception {
    JsonNode depths = Client.json(owner.get("/api/outbox"));
    assertThat(depths.at("/bounds/age").asText()).isEqualTo("PT168H");
    assertThat(depths.at("/sinks/0").has("oldest")).isFalse();
    assertThat(depths.at("/sinks/1/sink").asText()).isEqualTo("webhook-lift");
    assertThat(depths.at("/sinks/1/oldest").asText()).isEqualTo(SampleOutbox.AT.toString());
    assertThat(depths.at("/sinks/1/lost").asLong()).isEqualTo(3);
    assertThat(depths.at("/sinks/1/dead").asInt()).isEqualTo(2);
  }

  @Test
  void letterIsTriedAgainOrThrownAwayOnceAndWrittenDown() throws Exception {
    Client integrator = client(Role.INTEGRATOR);
    assertThat(integrator.post(LETTERS + "/e-1/replay", "").statusCode()).isEqualTo(204);
    assertThat(Client.code(integrator.post(LETTERS + "/e-1/replay", "")))
        .isEqualTo("404 unknown-letter");
    assertThat(integrator.delete(LETTERS + "/e-2").statusCode()).isEqualTo(204);
    assertThat(integrator.delete("/api/outbox/webhook-lift").statusCode()).isEqualTo(204);
    assertThat(outbox.deeds).containsExactly("replay e-1", "discard e-2", "forget webhook-lift");
    assertThat(console.sample.trail.stream().map(AuditEntry::action))
        .contains("outbox-replayed", "outbox-discarded", "outbox-forgotten");
  }

  private Client client(Role role) {
    return Client.bearing(console, console.trust.access.token(role.label(), Grant.of(role)));
  }
}
