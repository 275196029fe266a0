// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Client.operator(console);
    SampleDay.fill(console.sample);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void badBodiesAreNamedAndNeverRepeated() throws Exception {
    assertThat(Client.code(operator.post("/api/people", "{\"id\":"))).isEqualTo("400 json-invalid");
    assertThat(Client.code(operator.post("/api/people", "[".repeat(2000))))
        .isEqualTo("400 json-mismatch");
    String deep = "{\"doors\":" + "[".repeat(2000);
    assertThat(operator.post("/api/people", deep).statusCode()).isEqualTo(400);
    HttpResponse<String> unknown =
        operator.post("/api/people", "{\"code\":\"" + SampleHouse.CODE + "\",\"isAdmin\":true}");
    assertThat(Client.code(unknown)).isEqualTo("400 unknown-key");
    assertThat(Client.json(unknown).path("found").asText()).isEqualTo("isAdmin");
    HttpResponse<String> mismatch =
        operator.post("/api/people", "{\"pictures\":\"" + SampleHouse.CODE + "\"}");
    assertThat(Client.code(mismatch)).isEqualTo("400 json-mismatch");
    assertThat(unknown.body() + mismatch.body()).doesNotContain(SampleHouse.CODE);
    assertThat(Client.code(operator.post("/api/people", "null"))).isEqualTo("422 value-invalid");
    assertThat(Client.code(operator.post("/api/people", "{\"id\":\"a\",\"id\":\"b\"}")))
        .isEqualTo("400 json-invalid");
    assertThat(Client.code(operator.post("/api/people", "{\"acceptLookAlike\":\"true\"}")))
        .isEqualTo("400 json-mismatch");
    assertThat(Client.code(operator.post("/api/people", "{\"x" + "y".repeat(100) + "\":1}")))
        .isEqualTo("400 json-out-of-bounds");
    assertThat(
            Client.code(
                operator.post(
                    "/api/tenancies/present", "{\"mostLeaving\":" + "9".repeat(60) + "}")))
        .isEqualTo("400 json-out-of-bounds");
    HttpRequest.Builder text =
        operator.request("/api/people").POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(Client.code(operator.send(text))).isEqualTo("415 content-type-wrong");
  }

  @Test
  void anotherCharsetIsRefusedWhetherAnnouncedOrNot() throws Exception {
    for (String type : new String[] {"application/json; charset=iso-8859-1", "text/json"}) {
      HttpRequest.Builder announced =
          operator
              .request("/api/people")
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      assertThat(Client.code(operator.send(announced)))
          .as(type)
          .isEqualTo("415 content-type-wrong");
    }
    for (Charset charset :
        new Charset[] {
          StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, Charset.forName("UTF-32")
        }) {
      HttpRequest.Builder silent =
          operator
              .request("/api/people")
              .header("Content-Type", "application/json;charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"J\u00fcrgen\"}", charset));
      assertThat(Client.code(operator.send(silent)))
          .as(charset.name())
          .isIn("400 charset-wrong", "400 json-invalid");
    }
  }

  @Test
  void gigabyteIsRefusedByItsAnnouncement() throws Exception {
    for (String path : new String[] {"/api/people", "/api/session", "/api/setup"}) {
      assertThat(
              Client.raw(
                  console.port(),
                  "POST " + path + " HTTP/1.1",
                  "Host: 127.0.0.1",
                  "Authorization: Bearer " + console.token(),
                  "Content-Type: application/json",
                  "Content-Length: 1073741824"))
          .as(path)
          .contains(" 413 ");
    }
  }

  @Test
  void bodyWithoutEndIsCut() throws Exception {
    AtomicLong sent = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            sent.incrementAndGet();
            return ' ';
          }
        };
    HttpRequest.Builder chunked =
        operator
            .request("/api/tenancies/present")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless));
    String answer;
    try {
      answer = Client.code(operator.send(chunked));
    } catch (IOException lost) {
      // The server closes the connection, and the client may miss what it answered before.
      answer = "413 body-too-large";
    }
    assertThat(answer).isEqualTo("413 body-too-large");
    assertThat(sent.get()).isGreaterThan(Json.FEED).isLessThan(16L * Json.FEED);
  }

  @Test
  void jsonThatIsOutOfBoundsIsAProblemWithoutATrace() throws Exception {
    for (String json :
        new String[] {
          "[".repeat(10_000) + "]".repeat(10_000),
          "{\"people\":".repeat(10_000),
          "{\"mostLeaving\":" + "9".repeat(100_000) + "}",
          "{\"mostLeaving\":1e" + "9".repeat(30) + "}",
          "{\"mostLeaving\":1,\"mostLeaving\":2}",
          "{\"people\":[],\"people\":[\"ada-brandt\"]}",
          "{} {}"
        }) {
      HttpResponse<String> answer = operator.post("/api/tenancies/present", json);
      assertThat(answer.statusCode()).as(json.substring(0, 5)).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(Client.json(answer).path("code").asText()).startsWith("json-");
      assertThat(answer.body()).doesNotContain("Exception", "jackson", "org.vestibule");
    }
  }

  @Test
  void oversizeIsRefusedWhetherAnnouncedOrNot() throws Exception {
    byte[] big =
        ("{\"token\":\"" + "x".repeat(Json.SMALL) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(Client.code(operator.post("/api/session", new String(big, StandardCharsets.UTF_8))))
        .isEqualTo("413 body-too-large");
    HttpRequest.Builder chunked =
        operator
            .request("/api/session")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)));
    assertThat(Client.code(operator.send(chunked))).isEqualTo("413 body-too-large");
  }

  @Test
  void wrongPathsMethodsAndQueriesAreProblems() throws Exception {
    HttpResponse<String> nowhere = operator.get("/api/nowhere");
    assertThat(Client.code(nowhere)).isEqualTo("404 unknown-path");
    assertThat(nowhere.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Client.json(nowhere).path("type").asText())
        .isEqualTo("urn:vestibule:error:unknown-path");
    HttpResponse<String> method = operator.delete("/api/people");
    assertThat(Client.code(method)).isEqualTo("405 method-not-allowed");
    assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(Client.code(operator.get("/api/visits/v-20990101-0001-none")))
        .isEqualTo("404 unknown-visit");
    assertThat(Client.code(operator.get("/api/visits/UPPER..case"))).isEqualTo("404 unknown-visit");
    assertThat(Client.code(operator.get("/api/visits?limit=0"))).isEqualTo("422 value-invalid");
    assertThat(Client.json(operator.get("/api/visits?limit=2"))).hasSize(2);
    assertThat(Client.code(operator.get("/api/visits?limit=%c3%28")))
        .isEqualTo("400 query-invalid");
    assertThat(Client.code(operator.get("/api/visits?" + "a=&".repeat(1001))))
        .isEqualTo("400 query-invalid");
  }

  @Test
  void missingRoomIsSaidAndTheRestAnswers() throws Exception {
    console.sample.house.models = null;
    console.sample.house.visits = null;
    assertThat(Client.code(operator.get("/api/models"))).isEqualTo("503 service-missing");
    JsonNode snapshot = Client.json(operator.get("/api/snapshot"));
    assertThat(snapshot.path("models")).isEmpty();
    assertThat(snapshot.path("doors")).hasSize(2);
  }

  @Test
  void errorInsideShowsAReferenceAndNoTrace() throws Exception {
    console.sample.models.clear();
    console.sample.models.add(null);
    HttpResponse<String> answer = operator.get("/api/models");
    assertThat(Client.code(answer)).isEqualTo("500 internal-error");
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.vestibule");
  }

  @Test
  void enrolmentRefusesWhatItCannotUse() throws Exception {
    assertThat(Client.code(enrol("", FACE))).isEqualTo("422 consent-missing");
    assertThat(Client.code(enrol("signed", jpeg("landscape")))).isEqualTo("422 no-face");
    String text = Base64.getEncoder().encodeToString("no picture".getBytes(StandardCharsets.UTF_8));
    assertThat(Client.code(enrol("signed", text))).isEqualTo("422 image-not-jpeg");
    assertThat(Client.code(enrol("signed", "%%%"))).isEqualTo("422 image-not-base64");
    assertThat(Client.code(enrol("signed"))).isEqualTo("422 value-invalid");
    assertThat(console.sample.people).hasSize(1);
    assertThat(console.sample.trail).isEmpty();
  }

  @Test
  void personComesAndGoesAndTheCodeIsNeverShown() throws Exception {
    HttpResponse<String> enrolled = enrol("signed form", FACE, FACE);
    assertThat(enrolled.statusCode()).isEqualTo(201);
    assertThat(Client.json(enrolled).path("templates").asInt()).isEqualTo(2);
    HttpResponse<String> people = operator.get("/api/people");
    assertThat(Client.json(people)).hasSize(2);
    assertThat(enrolled.body() + people.body() + operator.get("/api/audit").body())
        .doesNotContain(SampleHouse.CODE)
        .doesNotContainPattern("[^0-9]0\\.6");
    assertThat(operator.delete("/api/people/bo").statusCode()).isEqualTo(200);
    assertThat(Client.code(operator.delete("/api/people/bo"))).isEqualTo("404 unknown-person");
  }

  @Test
  void brokenAuditChainIsAFinding() throws Exception {
    JsonNode broken = Client.json(operator.get("/api/audit?verify=true")).path("chain");
    assertThat(broken.path("intact").asBoolean()).isFalse();
    assertThat(broken.path("code").asText()).isEqualTo("audit-broken");
    console.sample.house.audit.record("operator", "example", Map.of());
    assertThat(
            Client.json(operator.get("/api/audit?verify=true"))
                .path("chain")
                .path("intact")
                .asBoolean())
        .isTrue();
  }

  @Test
  void healthNamesWhatItWaitsFor() throws Exception {
    HttpResponse<String> waiting = new Client(console).get("/api/health");
    assertThat(waiting.statusCode()).isEqualTo(503);
    JsonNode first = Client.json(waiting).path("waiting").path(0);
    assertThat(first.path("name").asText()).isEqualTo("mqtt");
    assertThat(first.path("cause").asText()).isEqualTo("NETWORK");
    console.sample.statuses.replaceAll((name, status) -> Status.ready("Works"));
    HttpResponse<String> ready = new Client(console).get("/api/health");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(Client.json(ready).path("ready").asBoolean()).isTrue();
  }

  @Test
  void snapshotHoldsTheHouseAndNoSecret() throws Exception {
    enrol("signed form", FACE);
    SampleJars.install(console.framework, "audio", "0.1.0").start();
    HttpResponse<String> answer = operator.get("/api/snapshot");
    JsonNode snapshot = Client.json(answer);
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
