// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;

/** What the REST interface refuses, and what it answers. */
class ApiTest {
  private static final String FACE = jpeg("face");

  @TempDir Path data;
  private SampleConsole console;
  private Caller operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Caller.operator(console);
    SampleDay.fill(console.sample);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void badBodiesAreNamedAndNeverRepeated() throws Exception {
    assertThat(Caller.code(operator.post("/api/people", "{\"id\":"))).isEqualTo("400 json-invalid");
    assertThat(Caller.code(operator.post("/api/people", "[".repeat(2000))))
        .isEqualTo("400 json-mismatch");
    String deep = "{\"doors\":" + "[".repeat(2000);
    assertThat(operator.post("/api/people", deep).statusCode()).isEqualTo(400);
    HttpResponse<String> unknown =
        operator.post("/api/people", "{\"code\":\"" + SampleHouse.CODE + "\",\"isAdmin\":true}");
    assertThat(Caller.code(unknown)).isEqualTo("400 unknown-key");
    assertThat(Caller.json(unknown).path("found").asText()).isEqualTo("isAdmin");
    HttpResponse<String> mismatch =
        operator.post("/api/people", "{\"pictures\":\"" + SampleHouse.CODE + "\"}");
    assertThat(Caller.code(mismatch)).isEqualTo("400 json-mismatch");
    assertThat(unknown.body() + mismatch.body()).doesNotContain(SampleHouse.CODE);
    assertThat(Caller.code(operator.post("/api/people", "null"))).isEqualTo("422 value-invalid");
    HttpRequest.Builder text =
        operator.request("/api/people").POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(Caller.code(operator.send(text))).isEqualTo("415 content-type-wrong");
  }

  @Test
  void oversizeIsRefusedWhetherAnnouncedOrNot() throws Exception {
    byte[] big =
        ("{\"token\":\"" + "x".repeat(Json.SMALL) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(Caller.code(operator.post("/api/session", new String(big, StandardCharsets.UTF_8))))
        .isEqualTo("413 body-too-large");
    HttpRequest.Builder chunked =
        operator
            .request("/api/session")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)));
    assertThat(Caller.code(operator.send(chunked))).isEqualTo("413 body-too-large");
  }

  @Test
  void wrongPathsMethodsAndQueriesAreProblems() throws Exception {
    HttpResponse<String> nowhere = operator.get("/api/nowhere");
    assertThat(Caller.code(nowhere)).isEqualTo("404 unknown-path");
    assertThat(nowhere.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Caller.json(nowhere).path("type").asText())
        .isEqualTo("urn:vestibule:error:unknown-path");
    HttpResponse<String> method = operator.delete("/api/people");
    assertThat(Caller.code(method)).isEqualTo("405 method-not-allowed");
    assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(Caller.code(operator.get("/api/visits/v-20990101-0001-none")))
        .isEqualTo("404 unknown-visit");
    assertThat(Caller.code(operator.get("/api/visits/UPPER..case"))).isEqualTo("404 unknown-visit");
    assertThat(Caller.code(operator.get("/api/visits?limit=0"))).isEqualTo("422 value-invalid");
    assertThat(Caller.json(operator.get("/api/visits?limit=2"))).hasSize(2);
  }

  @Test
  void missingRoomIsSaidAndTheRestAnswers() throws Exception {
    console.sample.house.models = null;
    console.sample.house.visits = null;
    assertThat(Caller.code(operator.get("/api/models"))).isEqualTo("503 service-missing");
    JsonNode snapshot = Caller.json(operator.get("/api/snapshot"));
    assertThat(snapshot.path("models")).isEmpty();
    assertThat(snapshot.path("doors")).hasSize(2);
  }

  @Test
  void errorInsideShowsAReferenceAndNoTrace() throws Exception {
    console.sample.models.clear();
    console.sample.models.add(null);
    HttpResponse<String> answer = operator.get("/api/models");
    assertThat(Caller.code(answer)).isEqualTo("500 internal-error");
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.vestibule");
  }

  @Test
  void enrolmentRefusesWhatItCannotUse() throws Exception {
    assertThat(Caller.code(enrol("", FACE))).isEqualTo("422 consent-missing");
    assertThat(Caller.code(enrol("signed", jpeg("landscape")))).isEqualTo("422 no-face");
    String text = Base64.getEncoder().encodeToString("no picture".getBytes(StandardCharsets.UTF_8));
    assertThat(Caller.code(enrol("signed", text))).isEqualTo("422 image-not-jpeg");
    assertThat(Caller.code(enrol("signed", "%%%"))).isEqualTo("422 image-not-base64");
    assertThat(Caller.code(enrol("signed"))).isEqualTo("422 value-invalid");
    assertThat(console.sample.people).hasSize(1);
    assertThat(console.sample.trail).isEmpty();
  }

  @Test
  void personComesAndGoesAndTheCodeIsNeverShown() throws Exception {
    HttpResponse<String> enrolled = enrol("signed form", FACE, FACE);
    assertThat(enrolled.statusCode()).isEqualTo(201);
    assertThat(Caller.json(enrolled).path("templates").asInt()).isEqualTo(2);
    HttpResponse<String> people = operator.get("/api/people");
    assertThat(Caller.json(people)).hasSize(2);
    assertThat(enrolled.body() + people.body() + operator.get("/api/audit").body())
        .doesNotContain(SampleHouse.CODE)
        .doesNotContain("0.6");
    assertThat(operator.delete("/api/people/bo").statusCode()).isEqualTo(204);
    assertThat(Caller.code(operator.delete("/api/people/bo"))).isEqualTo("404 unknown-person");
  }

  @Test
  void brokenAuditChainIsAFinding() throws Exception {
    JsonNode broken = Caller.json(operator.get("/api/audit?verify=true")).path("chain");
    assertThat(broken.path("intact").asBoolean()).isFalse();
    assertThat(broken.path("code").asText()).isEqualTo("audit-broken");
    console.sample.house.audit.record("operator", "example", Map.of());
    assertThat(
            Caller.json(operator.get("/api/audit?verify=true"))
                .path("chain")
                .path("intact")
                .asBoolean())
        .isTrue();
  }

  @Test
  void healthNamesWhatItWaitsFor() throws Exception {
    HttpResponse<String> waiting = new Caller(console).get("/api/health");
    assertThat(waiting.statusCode()).isEqualTo(503);
    JsonNode first = Caller.json(waiting).path("waiting").path(0);
    assertThat(first.path("name").asText()).isEqualTo("mqtt");
    assertThat(first.path("cause").asText()).isEqualTo("NETWORK");
    console.sample.statuses.replaceAll((name, status) -> Status.ready("Works"));
    HttpResponse<String> ready = new Caller(console).get("/api/health");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(Caller.json(ready).path("ready").asBoolean()).isTrue();
  }

  @Test
  void snapshotHoldsTheHouseAndNoSecret() throws Exception {
    enrol("signed form", FACE);
    SampleJars.install(console.framework, "audio", "0.1.0").start();
    HttpResponse<String> answer = operator.get("/api/snapshot");
    JsonNode snapshot = Caller.json(answer);
    assertThat(snapshot.path("visits")).hasSize(5);
    assertThat(snapshot.path("visits").path(1).path("waterfall")).hasSize(16);
    assertThat(snapshot.path("bundles").path(0).path("shortName").asText()).isEqualTo("audio");
    assertThat(snapshot.path("statuses").path("mqtt").path("cause").asText()).isEqualTo("NETWORK");
    assertThat(snapshot.path("people").asInt()).isEqualTo(2);
    assertThat(answer.body())
        .doesNotContain(SampleHouse.CODE)
        .doesNotContain(console.token())
        .doesNotContain("Template")
        .doesNotContain("embedding\":");
  }

  private HttpResponse<String> enrol(String consent, String... pictures) throws Exception {
    String body =
        "{\"id\":\"bo\",\"name\":\"Bo Lindqvist\",\"unit\":\"7\",\"code\":\""
            + SampleHouse.CODE
            + "\",\"doors\":[\"front-door\"],\"consent\":\""
            + consent
            + "\",\"pictures\":["
            + (pictures.length == 0 ? "" : '"' + String.join("\",\"", pictures) + '"')
            + "]}";
    return operator.post("/api/people", body);
  }

  private static String jpeg(String content) {
    byte[] bytes = ("xx" + content).getBytes(StandardCharsets.ISO_8859_1);
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    return Base64.getEncoder().encodeToString(bytes);
  }
}
