// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorCommandsTest {
  @TempDir Path data;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "";

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              bytes.length == 0 ? 204 : 200, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets/operator.token"), "the-token\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Told ask(Object... words) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--port";
    all[words.length + 1] = server.getAddress().getPort();
    return Told.on(data, all);
  }

  @Test
  void whatIsNoNameIsNotSent() {
    assertThat(ask("door", "open", "../people").exit()).isEqualTo(2);
    assertThat(ask("door", "open").err()).contains("DOOR is needed", "usage: ./vestibule door");
    assertThat(ask("door", "hold", "yard", "long").exit()).isEqualTo(2);
    assertThat(ask("pass", "give", "ada", "yard").err()).contains("--until is needed");
    assertThat(ask("reader", "polish", "front").exit()).isEqualTo(2);
    assertThat(ask("card", "export", "file").exit()).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @Test
  void explanationShowsEachRuleAndTheVerdictLast() {
    answer =
        "{\"door\":\"yard\",\"person\":\"ada\",\"at\":\"2026-03-31T07:00:00Z\",\"entitlement\":{"
            + "\"type\":\"Refused\",\"code\":\"out-of-schedule\",\"sentence\":\"Too early\","
            + "\"from\":\"2026-03-31T08:00:00Z\",\"trace\":["
            + "{\"rule\":\"rule staff\",\"holds\":true,\"sentence\":\"ada is of unit 12\"},"
            + "{\"rule\":\"schedule office\",\"holds\":false,\"sentence\":\"from 08:00\"}]}}";
    Told told = ask("door", "explain", "ada", "yard", "2026-03-31T07:00:00Z", "--by", "face,code");
    assertThat(told.out().lines())
        .containsExactly(
            "  yes  rule staff: ada is of unit 12",
            "  no   schedule office: from 08:00",
            "REFUSED (out-of-schedule): ada at yard: Too early; from 2026-03-31T08:00:00Z");
    assertThat(asked)
        .containsExactly(
            "GET /api/doors/yard/explain?person=ada&by=face%2Ccode&at=2026-03-31T07%3A00%3A00Z");
    answer =
        "{\"door\":\"yard\",\"person\":\"ada\",\"entitlement\":{\"type\":\"MoreNeeded\","
            + "\"missing\":[[\"CODE\"],[\"CARD\",\"PHONE\"]],\"trace\":[]}}";
    assertThat(ask("door", "explain", "ada", "yard").out())
        .contains("MORE NEEDED: ada at yard: code, or card and phone");
  }

  @Test
  void aDoorThatDidNotAnswerIsNotCalledOpen() {
    answer = "{\"outcome\":{\"type\":\"TimedOut\",\"sentence\":\"Asked, no answer\"}}";
    assertThat(ask("door", "open", "yard").out()).startsWith("TimedOut: Asked, no answer");
    assertThat(ask("door", "hold", "yard", "60").exit()).isZero();
    assertThat(ask("door", "lock", "yard").exit()).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /api/doors/yard/open {}",
            "POST /api/doors/yard/hold {\"seconds\":60}",
            "POST /api/doors/yard/secure {}");
  }

  @Test
  void tableIsSentAndItsBadRowsAreNamed() throws Exception {
    Path table = Files.writeString(data.resolve("cards.csv"), "person,format,facility,number\n");
    answer =
        "{\"rows\":3,\"taken\":2,\"refused\":[{\"line\":4,\"column\":\"person\","
            + "\"code\":\"unknown-person\",\"sentence\":\"Nobody here has this id\"}]}";
    assertThat(ask("card", "import", table, "--dry-run").out().lines())
        .containsExactly("line 4, person: Nobody here has this id", "3 rows, 2 would be taken.");
    assertThat(asked.get(0)).startsWith("POST /api/cards/import?dryRun=true person,format");
  }

  @Test
  void passesAreGivenListedAndEnded() {
    answer =
        "{\"pass\":{\"id\":\"p-1\",\"until\":\"2026-03-31T18:00:00Z\"},"
            + "\"number\":\"12345678\",\"picture\":\"VABC\"}";
    assertThat(ask("pass", "give", "ada", "yard", "--until", "2026-03-31T18:00:00Z").out())
        .contains("12345678", "VABC", "this once");
    answer = "[]";
    assertThat(ask("pass", "list").out()).contains("No pass yet.");
    answer = "";
    assertThat(ask("pass", "revoke", "p-1").exit()).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /api/passes {\"host\":\"ada\",\"doors\":[\"yard\"],"
                + "\"until\":\"2026-03-31T18:00:00Z\",\"uses\":1}",
            "GET /api/passes",
            "DELETE /api/passes/p-1");
  }

  @Test
  void readersAreShownAndCommissioned() {
    answer =
        "[{\"name\":\"front\",\"role\":\"pd\",\"door\":\"yard\",\"online\":true,"
            + "\"secured\":false,\"keyed\":false,\"sentence\":\"It has no key\"}]";
    assertThat(ask("reader", "list").out()).contains("front", "not secured", "It has no key");
    answer = "";
    assertThat(ask("reader", "commission", "front").out()).contains("5 minutes");
    assertThat(ask("reader", "forget", "front").exit()).isZero();
    assertThat(asked.subList(1, 3))
        .containsExactly(
            "POST /api/readers/front/commissioning {\"minutes\":5}",
            "DELETE /api/readers/front/key");
  }

  @Test
  void aStationIsTriedWithAPasswordThatStandsInNoCommandLine() throws Exception {
    assertThat(ask("station", "check").err()).contains("ADDRESS is needed");
    Path password = Files.writeString(data.resolve("password"), "a secret\n");
    answer =
        "{\"steps\":[{\"name\":\"login\",\"result\":\"FAILED\",\"sentence\":\"It refuses the"
            + " password\",\"found\":[\"HTTP status 401\"]}],\"proposal\":{\"id\":\"front\"}}";
    Told told =
        ask(
            "station",
            "check",
            "http://192.0.2.20",
            "--user",
            "me",
            "--password-file",
            password.toString());
    assertThat(told.out())
        .contains("FAILED", "It refuses the password", "- HTTP status 401", "id = front")
        .doesNotContain("a secret");
    answer = "[]";
    assertThat(ask("station", "discover").out()).contains("Nothing answered");
    assertThat(asked)
        .containsExactly(
            "POST /api/stations/check {\"address\":\"http://192.0.2.20\",\"username\":\"me\","
                + "\"password\":\"a secret\"}",
            "POST /api/stations/discover {}");
  }
}
