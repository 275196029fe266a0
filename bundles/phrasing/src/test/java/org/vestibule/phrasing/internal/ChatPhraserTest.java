// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.intent.VisitSummary;

/** A server on loopback that speaks chat completions, well and badly. No quality is shown here. */
class ChatPhraserTest {
  private static final List<VisitSummary.Count> COUNTS =
      List.of(new VisitSummary.Count("visits", 5), new VisitSummary.Count("intent-delivery", 3));

  @FunctionalInterface
  private interface Manner {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final CountDownLatch over = new CountDownLatch(1);
  private final WayOut way = new WayOut();
  private HttpServer server;
  private volatile Manner manner;
  private volatile JsonNode asked;
  private volatile String authorisation;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked = new ObjectMapper().readTree(exchange.getRequestBody());
          authorisation = exchange.getRequestHeaders().getFirst("Authorization");
          try {
            manner.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void anErrorOfTheServerIsTyped() {
    for (int code : new int[] {302, 429, 500}) {
      manner = exchange -> exchange.sendResponseHeaders(code, -1);
      assertCode("phrasing-failed", Map.of());
    }
  }

  @Test
  void aBodyThatNeverEndsIsLeftAtTheTimeLimit() {
    manner =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          over.await();
        };
    assertCode("phrasing-timeout", Map.of("timeoutSeconds", 1));
  }

  @Test
  void aBodyWithoutMeasureIsLeft() {
    manner =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          byte[] piece = new byte[8_192];
          for (int i = 0; i < 100; i++) {
            body.write(piece);
          }
        };
    assertCode("answer-too-long", Map.of());
  }

  @Test
  void anAnswerOfAnotherFormIsRefusedAndNotQuoted() {
    for (String body :
        List.of(
            "",
            "secret",
            "{\"choices\":[]}",
            content("secret"),
            content("{\"text\":\"a\",\"action\":\"unlock\"}"),
            content("{\"text\":1}"),
            content("[\"secret\"]"),
            content("{\"text\":\"a\",\"text\":\"b\"}"))) {
      manner = exchange -> send(exchange, body);
      assertThatThrownBy(() -> phraser(Map.of()).phrase(COUNTS, Locale.ENGLISH))
          .hasMessageNotContaining("secret")
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("phrasing-refused"));
    }
  }

  @Test
  void aKeyFileWithoutAKeyIsNamed(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "\n");
    assertCode("phrasing-failed", Map.of("keyFile", key.toString()));
    assertThat(asked).isNull();
  }

  @Test
  void namesAndNumbersAreAllThatIsSent(@TempDir Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "sk-1234\n");
    manner = exchange -> send(exchange, content("{\"text\":\"{visits}\"}"));
    ChatPhraser phraser = phraser(Map.of("keyFile", key.toString(), "model", "tiny"));
    assertThat(phraser.phrase(COUNTS, Locale.GERMAN)).isEqualTo("{visits}");
    assertThat(phraser.id()).isEqualTo("tiny");
    assertThat(authorisation).isEqualTo("Bearer sk-1234");
    assertThat(asked.path("model").asText()).isEqualTo("tiny");
    assertThat(asked.path("temperature").asInt()).isZero();
    assertThat(asked.path("messages").path(0).path("content").asText()).endsWith("de");
    assertThat(asked.path("messages").path(1).path("content").asText())
        .isEqualTo("{\"period\":\"the period\",\"visits\":5,\"intent-delivery\":3}");
    assertThat(asked.path("response_format").path("json_schema").path("schema").path("required"))
        .hasToString("[\"text\"]");
    assertThat(way.sent).containsOnlyKeys(DataClass.STATISTICS, DataClass.CREDENTIAL);
    assertThat(way.sent.get(DataClass.CREDENTIAL)).isEqualTo("sk-1234".length());
  }

  private ChatPhraser phraser(Map<String, Object> settings) throws VestibuleException {
    Map<String, Object> all = new TreeMap<>(settings);
    all.put("enabled", true);
    all.put(
        "endpoint", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions");
    return new ChatPhraser(Settings.of(all), way);
  }

  private void assertCode(String code, Map<String, Object> settings) {
    assertThatThrownBy(() -> phraser(settings).phrase(COUNTS, Locale.ENGLISH))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String content(String text) {
    return new ObjectMapper()
        .createObjectNode()
        .set(
            "choices",
            new ObjectMapper()
                .createArrayNode()
                .add(
                    new ObjectMapper()
                        .createObjectNode()
                        .set(
                            "message", new ObjectMapper().createObjectNode().put("content", text))))
        .toString();
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
