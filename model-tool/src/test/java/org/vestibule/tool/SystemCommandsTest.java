// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets, the outbox and machines, as they are ordered in a terminal. */
class SystemCommandsTest {
  @TempDir Path data;
  private final InputStream stdin = System.in;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              bytes.length == 0 ? 204 : status, bytes.length == 0 ? -1 : bytes.length);
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
    System.setIn(stdin);
    server.stop(0);
  }

  private Told ask(String line) {
    Object[] words = line.split(" ");
    Object[] all = Arrays.copyOf(words, words.length + 2, Object[].class);
    all[words.length] = "--port";
    all[words.length + 1] = server.getAddress().getPort();
    return Told.on(data, all);
  }

  private void typing(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "secret show mqtt",
        "secret put",
        "secret put ../mqtt",
        "secret put mqtt hunter2",
        "secret make mqtt --pem",
        "outbox letters",
        "outbox replay lift",
        "outbox replay lift e-1 --all",
        "outbox discard lift ../e",
        "outbox purge",
        "machine make lift",
        "machine make lift --role king",
        "machine make lift --role door-system --doors Front",
        "machine make lift --role door-system --doors front,",
        "machine paint lift",
        "feature",
        "feature install",
        "feature install ../broker",
        "feature paint broker"
      })
  void wrongUseIsExplainedAndNotSent(String line) {
    Told told = ask(line);
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err())
        .contains("usage: ./vestibule " + line.split(" ")[0])
        .doesNotContain("model ", "Exception");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "outbox", "machine", "feature", "secret put x", "station"})
  void helpNeedsNoGateway(String line) {
    Told told = ask(line + " --help");
    assertThat(told.exit()).isZero();
    assertThat(told.out()).startsWith("usage: ./vestibule " + line.split(" ")[0] + " ");
    assertThat(asked).isEmpty();
  }

  @Test
  void secretThatIsNoneIsNotSent() {
    for (String none : new String[] {"", "\n", "x".repeat(4097)}) {
      typing(none);
      assertThat(ask("secret put mqtt").refusal()).isEqualTo("1 value-invalid");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void secretIsReadFromStandardInputAndNotShown() {
    typing("hunter2 \u00fc\r\n");
    Told told = ask("secret put mqtt");
    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("secret:mqtt").doesNotContain("hunter2");
    typing("x".repeat(4096) + "\n");
    assertThat(ask("secret put long").exit()).isZero();
    assertThat(asked)
        .containsExactly(
            "PUT /api/secrets/mqtt hunter2 \u00fc", "PUT /api/secrets/long " + "x".repeat(4096));
  }

  @Test
  void secretThatIsMadeIsShownOnce() {
    answer = "{\"name\":\"lift\",\"secret\":\"whsec_QUJD\"}";
    assertThat(ask("secret make lift --webhook").out().lines().findFirst()).hasValue("whsec_QUJD");
    answer = "[\"lift\",\"mqtt\"]";
    assertThat(ask("secret list").out()).contains("secret:lift", "secret:mqtt");
    answer = "";
    assertThat(ask("secret remove lift").exit()).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /api/secrets/lift/make?form=webhook {}",
            "GET /api/secrets ",
            "DELETE /api/secrets/lift ");
  }

  @Test
  void refusalOfTheGatewayIsPassedOn() {
    status = 503;
    answer =
        "{\"code\":\"vault-locked\",\"input\":\"vault\",\"found\":\"locked\",\"allowed\":\"open\","
            + "\"remedy\":\"Open it\"}";
    typing("hunter2");
    Told told = ask("secret put mqtt");
    assertThat(told.refusal()).isEqualTo("1 vault-locked");
    assertThat(told.err()).doesNotContain("hunter2");
  }

  @Test
  void outboxShowsHowFarEachSystemIs() {
    answer = "{\"bounds\":{\"bytes\":1,\"age\":\"PT1H\"},\"sinks\":[]}";
    assertThat(ask("outbox").out()).contains("No system is told anything yet.");
    answer =
        "{\"sinks\":[{\"sink\":\"mqtt\",\"open\":true,\"waiting\":0,\"lost\":0,\"dead\":0},"
            + "{\"sink\":\"webhook-lift\",\"open\":false,\"waiting\":7,"
            + "\"oldest\":\"2026-01-01T10:00:00Z\",\"lost\":3,\"dead\":2}]}";
    assertThat(ask("outbox").out().lines())
        .containsExactly(
            "SINK          READING  WAITING  OLDEST                LOST  DEAD",
            "mqtt          yes      0        -                     0     0",
            "webhook-lift  no       7        2026-01-01T10:00:00Z  3     2");
  }

  @Test
  void lettersAreListedTriedAgainAndThrownAway() {
    answer =
        "[{\"id\":\"e-1\",\"topic\":\"visit/opened\",\"happenedAt\":\"2026-01-01T10:00:00Z\","
            + "\"givenUpAt\":\"2026-01-01T10:01:00Z\",\"reason\":\"HTTP 410\"},{\"id\":\"e-2\"}]";
    assertThat(ask("outbox letters lift").out()).contains("e-1", "visit/opened", "HTTP 410");
    assertThat(ask("outbox replay lift --all").out()).contains("2 to be tried again.");
    answer = "";
    assertThat(ask("outbox discard lift e-1").out()).contains("1 thrown away.");
    assertThat(ask("outbox forget lift").exit()).isZero();
    assertThat(asked)
        .containsExactly(
            "GET /api/outbox/lift/dead-letters?limit=1000 ",
            "GET /api/outbox/lift/dead-letters?limit=1000 ",
            "POST /api/outbox/lift/dead-letters/e-1/replay {}",
            "POST /api/outbox/lift/dead-letters/e-2/replay {}",
            "DELETE /api/outbox/lift/dead-letters/e-1 ",
            "DELETE /api/outbox/lift ");
  }

  @Test
  void machineIsMadeForTheDoorsThatAreNamed() {
    answer = "{\"name\":\"lift\",\"token\":\"t-1\"}";
    Told told = ask("machine make lift --role door-system --doors front-door,yard");
    assertThat(told.out().lines().findFirst()).hasValue("t-1");
    assertThat(told.out()).contains("door-system at what was named", "this once");
    assertThat(ask("machine make bms --role system").out()).contains("in the whole building");
    assertThat(asked.get(0))
        .startsWith("POST /api/machines {")
        .contains(
            "\"grants\":[{\"role\":\"door-system\",\"doors\":[\"front-door\",\"yard\"],"
                + "\"stations\":[]}]");
  }

  @Test
  void personIsNotRemovedAsAMachine() {
    answer =
        "[{\"name\":\"ada\",\"kind\":\"PERSON\"},{\"name\":\"lift\",\"kind\":\"MACHINE\","
            + "\"grants\":[{\"role\":\"door-system\",\"doors\":[\"yard\"],\"stations\":[]}]}]";
    assertThat(ask("machine remove ada").refusal()).isEqualTo("1 unknown-machine");
    assertThat(ask("machine remove lift").exit()).isZero();
    assertThat(ask("machine list").out())
        .contains("lift", "door-system at yard")
        .doesNotContain("ada");
    assertThat(asked.stream().filter(each -> each.startsWith("DELETE")))
        .containsExactly("DELETE /api/accounts/lift ");
  }

  @Test
  void featureIsInstalledWithWhatToDoNext() {
    answer = "{\"feature\":\"broker\",\"before\":\"\",\"after\":\"0.1.0\"}";
    Told told = ask("feature install broker");
    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("broker 0.1.0 is installed", "docs/building-systems.md");
    assertThat(asked).containsExactly("POST /api/features/broker/install {}");
  }

  @Test
  void featuresAreListedWithWhatIsNotInstalled() {
    answer =
        "{\"progress\":null,\"features\":[{\"name\":\"broker\",\"title\":\"A broker\","
            + "\"installed\":\"\",\"state\":\"ABSENT\"}]}";
    assertThat(ask("feature list").out()).contains("broker", "ABSENT", "A broker");
  }

  @Test
  void featureThatIsUnknownIsRefused() {
    status = 404;
    answer =
        "{\"code\":\"unknown-feature\",\"input\":\"feature\",\"found\":\"x\","
            + "\"allowed\":\"one of the house\",\"remedy\":\"Look\"}";
    assertThat(ask("feature install x").refusal()).isEqualTo("1 unknown-feature");
  }
}
