// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/** People, consent and the vault by REST. */
class TrustTest {
  @TempDir Path data;
  private SampleConsole console;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void erasingLeavesAReceiptThatCanBeCheckedAgain() throws Exception {
    assertThat(Client.code(owner.delete("/api/people/ada-brandt?reason=Not%20Kebab")))
        .isEqualTo("422 value-invalid");
    HttpResponse<String> receipt = owner.delete("/api/people/ada-brandt");
    assertThat(receipt.statusCode()).isEqualTo(200);
    assertThat(receipt.body()).doesNotContain("Brandt");
    assertThat(console.trust.deeds).containsExactly("box: erase ada-brandt requested");
    JsonNode good = Client.json(owner.post("/api/receipts/verify", receipt.body()));
    assertThat(good.path("holds").asBoolean()).isTrue();
    String changed = receipt.body().replace("r-1", "r-2");
    assertThat(Client.json(owner.post("/api/receipts/verify", changed)).path("holds").asBoolean())
        .isFalse();
    assertThat(Client.code(owner.post("/api/receipts/verify", "{\"id\":\"r-1\"}")))
        .isEqualTo("422 value-invalid");
    assertThat(Client.code(owner.delete("/api/people/ada-brandt"))).isEqualTo("404 unknown-person");
  }

  @Test
  void consentIsNotedForOthersOnPaperAndNotInTheirOwnName() throws Exception {
    String form =
        "{\"purpose\":\"%s\",\"textVersion\":\"eu-unlock-1\",\"language\":\"en\","
            + "\"channel\":\"%s\",\"signature\":\"form 12\"}";
    String path = "/api/people/ada-brandt/consents";
    assertThat(Client.code(owner.post(path, form.formatted("unlock", "own-account"))))
        .isEqualTo("422 value-invalid");
    assertThat(Client.code(owner.post(path, form.formatted("everything", "paper"))))
        .isEqualTo("422 value-invalid");
    assertThat(owner.post(path, form.formatted("unlock", "paper")).statusCode()).isEqualTo(201);
    assertThat(owner.get(path).body()).contains("form 12");
    String auditor = console.trust.access.token("auditor", Grant.of(Role.AUDITOR));
    assertThat(Client.bearing(console, auditor).get(path).body())
        .contains("\"purpose\":\"unlock\"")
        .doesNotContain("form 12");
    assertThat(Client.json(owner.delete(path + "/unlock")).path("withdrawn").asBoolean()).isTrue();
    assertThat(Client.json(owner.delete(path + "/unlock")).path("withdrawn").asBoolean()).isFalse();
  }

  @Test
  void copyIsAZipOrAProblemAndNeverHalfOfEither() throws Exception {
    HttpResponse<String> copy = owner.get("/api/people/ada-brandt/copy");
    assertThat(copy.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(copy.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    HttpResponse<String> nobody = owner.get("/api/people/nobody/copy");
    assertThat(Client.code(nobody)).isEqualTo("404 unknown-person");
    assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
    console.trust.trust.copies =
        (person, zip) -> {
          zip.write(new byte[100_000]);
          throw new VestibuleException("vault-locked", "vault", "locked", "open", "Open it");
        };
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> owner.get("/api/people/ada-brandt/copy")))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void landlordsListThatMayBeCutIsRefused() throws Exception {
    assertThat(
            Client.code(owner.post("/api/tenancies/present", "{\"people\":[],\"mostLeaving\":0}")))
        .isEqualTo("409 feed-suspicious");
    assertThat(Client.code(owner.put("/api/people/ada-brandt/tenancy", "{\"lastDay\":\"soon\"}")))
        .isEqualTo("422 value-invalid");
    assertThat(
            owner
                .put("/api/people/ada-brandt/tenancy", "{\"lastDay\":\"2026-03-31\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(Client.json(owner.get("/api/tenancies")).path(0).path("lastDay").asText())
        .isEqualTo("2026-03-31");
    assertThat(Client.code(owner.post("/api/people/ada-brandt/resume", "")))
        .isEqualTo("409 not-suspended");
  }

  @Test
  void lockedVaultIsSaidAndOnlyListedBackupsCanBeNamed() throws Exception {
    assertThat(Client.json(owner.post("/api/vault/lock", "")).path("open").asBoolean()).isFalse();
    assertThat(Client.code(owner.post("/api/vault/rotate", ""))).isEqualTo("503 vault-locked");
    HttpResponse<String> wrong = owner.post("/api/vault/open", "{\"passphrase\":\"guess\"}");
    assertThat(Client.code(wrong)).isEqualTo("422 passphrase-wrong");
    assertThat(wrong.body()).doesNotContain("guess");
    assertThat(Client.json(owner.post("/api/vault/open", "{}")).path("open").asBoolean()).isTrue();
    for (String name : new String[] {"b-2.zip", "..%2fb-1.zip", "b-1.zip%00"}) {
      assertThat(owner.post("/api/backups/" + name + "/restore", "").statusCode())
          .as(name)
          .isBetween(400, 404);
    }
    assertThat(console.trust.deeds).isEmpty();
    HttpResponse<String> restored = owner.post("/api/backups/b-1.zip/restore", "");
    assertThat(Client.json(restored).path("stayErased").asInt()).isEqualTo(1);
    assertThat(restored.body()).doesNotContain("/data");
  }

  @Test
  void accountsAreMadeWithGrantsAndShownWithoutSecrets() throws Exception {
    String form =
        "{\"name\":\"lee\",\"password\":\"%s\",\"grants\":[{\"role\":\"%s\",\"doors\":[\"yard-gate\"]}]}";
    assertThat(Client.code(owner.post("/api/accounts", form.formatted("short", "manager"))))
        .isEqualTo("422 password-weak");
    assertThat(Client.code(owner.post("/api/accounts", form.formatted("long enough now", "king"))))
        .isEqualTo("422 value-invalid");
    HttpResponse<String> made =
        owner.post("/api/accounts", form.formatted("long enough now", "manager"));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body() + owner.get("/api/accounts").body()).doesNotContain("long enough");
    HttpResponse<String> machine =
        owner.post("/api/machines", "{\"name\":\"bms\",\"grants\":[{\"role\":\"system\"}]}");
    String token = Client.json(machine).path("token").asText();
    assertThat(Client.bearing(console, token).get("/api/visits").statusCode()).isEqualTo(200);
    assertThat(Client.code(owner.delete("/api/accounts/nobody"))).isEqualTo("404 unknown-account");
  }

  @Test
  void papersSiteEgressAndRetentionAreShown() throws Exception {
    assertThat(owner.get("/api/papers/policy").body()).startsWith("# Policy");
    HttpRequest.Builder json =
        owner.request("/api/papers/policy").header("Accept", "application/json").GET();
    assertThat(Client.json(owner.send(json)).path("facts").asInt()).isEqualTo(1);
    assertThat(Client.code(owner.get("/api/papers/diary"))).isEqualTo("404 unknown-paper");
    assertThat(Client.code(owner.post("/api/papers/sign-off", "{\"digest\":\"old\"}")))
        .isEqualTo("409 papers-changed");
    assertThat(Client.json(owner.get("/api/egress")).path("rawMediaBytes").asLong()).isZero();
    assertThat(Client.json(owner.get("/api/site")).at("/retention/visit").asText())
        .isEqualTo("PT720H");
    assertThat(Client.json(owner.get("/api/retention")).at("/due/visit").asInt()).isEqualTo(2);
    assertThat(Client.json(owner.post("/api/retention/run", "")).at("/removed/visit").asInt())
        .isEqualTo(2);
  }

  @Test
  void policyIsPublicOnlyIfTheSiteWantsIt() throws Exception {
    Client anybody = new Client(console);
    assertThat(anybody.get("/policy").statusCode()).isEqualTo(404);
    console.settings.modified(Map.of("publishPapers", "true"));
    assertThat(anybody.get("/policy").body()).startsWith("# Policy");
    console.trust.trust.papers = null;
    assertThat(anybody.get("/notice").statusCode()).isEqualTo(404);
  }

  @Test
  void auditNamesWhoStandsBehindAPseudonymForWhoeverMaySeePeople() throws Exception {
    console.sample.house.audit.record(
        "visit:v-1", "door-opened", Map.of("person", SampleTrust.PSEUDONYM));
    assertThat(Client.json(owner.get("/api/audit")).path("subjects").path(SampleTrust.PSEUDONYM))
        .hasToString("\"ada-brandt\"");
    String auditor = console.trust.access.token("auditor", Grant.of(Role.AUDITOR));
    assertThat(Client.bearing(console, auditor).get("/api/audit").body())
        .contains(SampleTrust.PSEUDONYM)
        .doesNotContain("ada-brandt");
  }

  @Test
  void missingServiceIsSaid() throws Exception {
    console.trust.trust.vault = null;
    console.trust.trust.erasure = null;
    assertThat(Client.code(owner.get("/api/vault"))).isEqualTo("503 service-missing");
    assertThat(Client.code(owner.delete("/api/people/ada-brandt")))
        .isEqualTo("503 service-missing");
    assertThat(console.sample.people).hasSize(1);
  }
}
