// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tool asks a gateway for, and what it makes of the answers. */
class GatewayTest {
  private static final String PROBLEM =
      """
      {"type":"urn:vestibule:error:model-downgrade","title":"Model downgrade","status":409,
       "code":"model-downgrade","input":"model pack x@1","found":"release 1",
       "allowed":"at least 2","remedy":"Say so."}
      """;

  private static final String PACK =
      """
      {"id":"x@1.0.0+a","name":"x","slot":"speech","release":3,"state":"SHADOW","signer":"builder",
       "expires":"2030-01-01T00:00:00Z","problem":"It has expired."}
      """;

  @TempDir Path data;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/operator.token"), "the-token\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void withoutATokenNothingIsAsked() throws Exception {
    Files.delete(data.resolve("secrets/operator.token"));
    assertThat(ask("list").refusal()).isEqualTo("1 operator-token-missing");
    assertThat(asked).isEmpty();
  }

  @Test
  void withoutAGatewayItSaysHowToStartOne() {
    server.stop(0);
    Told told = ask("list");
    assertThat(told.refusal()).isEqualTo("1 gateway-unreachable");
    assertThat(told.err()).contains("./vestibule run").doesNotContain("the-token");
  }

  @Test
  void aStrangersAnswerIsNotTakenForAGateway() {
    status = 500;
    answers.put("/api/models", "\"oops\"");
    assertThat(ask("list").refusal()).isEqualTo("1 gateway-unreachable");
    answers.put("/api/models", "<html>");
    assertThat(ask("list").refusal()).isEqualTo("1 gateway-unreachable");
  }

  @Test
  void aRefusalKeepsCodeFoundAllowedAndRemedy() throws Exception {
    status = 409;
    answers.put("/api/models/x/activate", PROBLEM);
    Told told = ask("activate", "x");
    assertThat(told.refusal()).isEqualTo("1 model-downgrade");
    assertThat(told.err()).contains("release 1", "at least 2", "Say so.");
    Told script = ask("activate", "x", "--json");
    assertThat(script.exit()).isEqualTo(1);
    assertThat(script.out()).isEmpty();
    assertThat(script.err()).startsWith("{\"code\":\"model-downgrade\"");
  }

  @Test
  void aFileThatIsNotThereIsNotSent() {
    assertThat(ask("stage", data.resolve("none.zip")).exit()).isEqualTo(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void anArchiveIsSentAsItIs() throws Exception {
    answers.put("/api/models", PACK);
    Path archive = Files.writeString(data.resolve("x.zip"), "PK archive");
    Told told = ask("stage", archive, "--downgrade");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("x@1.0.0+a is staged");
    assertThat(asked)
        .containsExactly(
            "POST /api/models?downgrade=true application/zip Bearer the-token PK archive");
  }

  @Test
  void aFolderIsPackedOnItsWay() throws Exception {
    answers.put("/api/models", PACK);
    Told told = ask("stage", SamplePack.write(data));
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(asked.get(0)).startsWith("POST /api/models application/zip Bearer the-token PK");
  }

  @Test
  void ordersGoToTheirPaths() {
    for (String path :
        List.of(
            "/api/models/x@1.0.0+a/activate",
            "/api/models/x@1.0.0+a/rollout",
            "/api/slots/speech/rollback")) {
      answers.put(path, PACK);
    }
    answers.put("/api/models/prune", "{\"deleted\":[\"x@0.9\"]}");
    assertThat(ask("activate", "x@1.0.0+a").out()).contains("x@1.0.0+a serves speech");
    assertThat(ask("rollout", "x@1.0.0+a").out()).contains("has begun");
    assertThat(ask("rollback", "speech").out()).contains("again");
    assertThat(ask("prune").out()).contains("Deleted: x@0.9");
    answers.put("/api/models/prune", "{\"deleted\":[]}");
    assertThat(ask("prune").out()).contains("Nothing to delete");
  }

  @Test
  void packsAndComparisonsAreTables() throws Exception {
    answers.put("/api/models", "[" + PACK + "]");
    assertThat(ask("list").out())
        .contains("Release", "shadow", "builder", "2030-01-01", "It has expired.");
    assertThat(ask("list", "--json").json().path(0).path("release").asInt()).isEqualTo(3);
    answers.put("/api/models/comparisons", "[]");
    assertThat(ask("compare").out()).contains("No two models");
    answers.put(
        "/api/models/comparisons",
        """
        [{"serving":"x@1","other":"x@2","phase":"shadow","compared":200,"dropped":4,"agreed":198,
          "onlyServing":2,"onlyOther":0,"mcnemarP":0.5,"errors":0,"outcome":"running",
          "sentence":"198 of 200 agree"}]
        """);
    assertThat(ask("compare").out())
        .contains("198 of 200 agree", "2/0", "0.500", "no scores")
        .doesNotContain("NaN");
  }

  private Told ask(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--port";
    all[words.length + 1] = server.getAddress().getPort();
    return Told.on(data, all);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    asked.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            body));
    String text = answers.getOrDefault(exchange.getRequestURI().getPath(), "{}");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
