// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.access.Role;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Offered;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Residents;
import org.vestibule.integrations.notify.internal.Until;

/** Buttons that come back from Slack, over a real HTTP server; most of them from somebody else. */
@Timeout(180)
class SlackButtonsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNING = "8f742231b10e8888abcd99yyyzzz85a5";

  private final Residents residents = new Residents();
  private final House house = residents.in(new House(Map.of()));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server();
  private Receiver slack;
  private SlackChannels channels;
  private SlackSink sink;
  private String root;

  @BeforeEach
  void open() throws Exception {
    slack = Receiver.plain();
    house.secrets.with("signing", SIGNING).with("team-hook", slack.url("/services/T/B/x"));
    channels = new SlackChannels(new Offered().context(), house.services);
    channels.updated("pid", new Hashtable<>(settings(Map.of())));
    sink = channels.named("team").orElseThrow();
    SlackServlet servlet = new SlackServlet(channels);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/notify/slack/*");
    server.setHandler(context);
    server.start();
    root = "http://127.0.0.1:" + connector.getLocalPort() + "/notify/slack/";
    Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
    channels.stop();
    slack.close();
  }

  @Test
  void whoeverIsNotSlackLearnsNothingAndChangesNothing() throws Exception {
    byte[] body = body("open", "U0123ABCD", slack.url("/actions"));
    String now = Long.toString(Instant.now().getEpochSecond());
    String right = SlackSignature.of(SIGNING.getBytes(), now, body);
    String past = Long.toString(Instant.now().getEpochSecond() - 301);
    String future = Long.toString(Instant.now().getEpochSecond() + 600);
    assertThat(post("team", null, null, body)).isEqualTo(401);
    assertThat(post("team", now, null, body)).isEqualTo(401);
    assertThat(post("team", now, "v0=" + "0".repeat(64), body)).isEqualTo(401);
    assertThat(post("team", now, right.substring(3), body)).isEqualTo(401);
    assertThat(post("team", now, SlackSignature.of("other".getBytes(), now, body), body))
        .isEqualTo(401);
    assertThat(post("team", past, SlackSignature.of(SIGNING.getBytes(), past, body), body))
        .isEqualTo(401);
    assertThat(post("team", future, SlackSignature.of(SIGNING.getBytes(), future, body), body))
        .isEqualTo(401);
    assertThat(post("team", "soon", right, body)).isEqualTo(401);
    assertThat(post("team", now, right, body("open", "U0123ABCE", slack.url("/actions"))))
        .isEqualTo(401);
    assertThat(post("other", now, right, body)).isEqualTo(404);
    assertThat(post("team/x", now, right, body)).isEqualTo(404);
    assertThat(post("team", now, right, new byte[SlackServlet.MOST_BYTES + 1])).isEqualTo(413);
    assertThat(get("team")).isEqualTo(405);
    assertThat(residents.ordered).isEmpty();
    assertThat(residents.audited).isEmpty();
    assertThat(slack.got).isEmpty();
  }

  @Test
  void theSignatureIsTheOneOfSlacksOwnExample() {
    // "Verifying requests from Slack" walks through these values.
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    assertThat(SlackSignature.of(SIGNING.getBytes(), "1531420618", body.getBytes()))
        .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
  }

  @Test
  void aRequestCountsOnce() throws Exception {
    byte[] body = body("open", "U0123ABCD", slack.url("/actions"));
    String now = Long.toString(Instant.now().getEpochSecond());
    String right = SlackSignature.of(SIGNING.getBytes(), now, body);
    assertThat(post("team", now, right, body)).isEqualTo(200);
    assertThat(post("team", now, right, body)).isEqualTo(401);
    Until.holds(() -> slack.got.size() == 1, () -> slack.got);
    assertThat(residents.ordered).hasSize(1);
  }

  @Test
  void whatSlackSignedAndIsNoButtonIsRefused() throws Exception {
    for (String body :
        new String[] {
          "",
          "payload=",
          "payload=%7B%7D",
          "payload=%zz",
          "payload={\"type\":\"view_submission\"}&payload={}",
          "payload=" + "%5B".repeat(5_000),
          "token=x"
        }) {
      assertThat(signed(body.getBytes(StandardCharsets.UTF_8))).as(body).isEqualTo(400);
    }
  }

  @Test
  void theBellHasButtonsAndOpeningAsksAgain() throws Exception {
    sink.deliver(new Notice(Residents.VISIT, new StationId("front"), false, "Front: somebody"));
    JsonNode message = JSON.readTree(slack.got.get(0).body());
    BlockKit.check(message);
    assertThat(message.findValuesAsText("action_id"))
        .containsExactly("acknowledge", "open", "page");
    assertThat(message.findValue("confirm").path("title").path("text").asText())
        .isEqualTo("Open front-door?");
  }

  @Test
  void anAcknowledgementIsWrittenDownAndSeenByEverybody() throws Exception {
    JsonNode said = press("acknowledge", "U0123ABCD");
    assertThat(residents.audited).containsExactly("anna notice-acknowledged as anna");
    assertThat(said.path("replace_original").asBoolean()).isTrue();
    assertThat(said.toString()).contains("<@U0123ABCD> has seen it");
    assertThat(said.findValuesAsText("action_id")).containsExactly("open", "page");
    BlockKit.check(said);
  }

  @Test
  void whoeverIsMappedAndMayOpensTheDoorInTheirOwnName() throws Exception {
    JsonNode said = press("open", "U0123ABCD");
    assertThat(residents.ordered)
        .containsExactly("anna " + new Command.DoorOpen(new DoorId("front-door")) + " as anna");
    assertThat(residents.requests.get(0).issuedAt()).isPresent();
    assertThat(said.toString()).contains("<@U0123ABCD> opened front-door");
    assertThat(said.findValuesAsText("action_id")).containsExactly("page");
  }

  @Test
  void aDoorWaitsForNoPictureThatIsOnItsWay() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    residents.picture = Optional.of(new Frame(SlackSinkTest.jpeg(), Instant.now(), 1));
    house.secrets.with("bot", "xoxb-1");
    slack.answer(
        got -> {
          try {
            if (got.path().startsWith("/api")) {
              over.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Receiver.Reply.of(200);
        });
    channels.deleted("pid");
    channels.updated(
        "pid",
        new Hashtable<>(
            settings(
                Map.of(
                    "botToken",
                    "secret:bot",
                    "channel",
                    "C0123ABCD",
                    "api",
                    slack.url("/api"),
                    "timeoutSeconds",
                    60))));
    sink = channels.named("team").orElseThrow();
    Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
    sink.deliver(new Notice(Residents.VISIT, new StationId("front"), false, "Front: somebody"));
    Until.holds(
        () -> slack.got.stream().anyMatch(got -> got.path().startsWith("/api")), () -> slack.got);
    assertThat(signed(body("open", "U0123ABCD", slack.url("/actions")))).isEqualTo(200);
    Until.holds(() -> residents.ordered.size() == 1, () -> slack.got);
    over.countDown();
  }

  @Test
  void aDoorThatStayedShutIsToldToWhoeverPressedAlone() throws Exception {
    residents.result = CommandResult.State.REFUSED;
    JsonNode said = press("open", "U0123ABCD");
    assertThat(said.path("response_type").asText()).isEqualTo("ephemeral");
    assertThat(said.path("text").asText())
        .isEqualTo("front-door was not opened: the lock &lt;says&gt; so");
  }

  @Test
  void nobodyElseOpensAnything() throws Exception {
    assertThat(press("open", "U0999ZZZZ").path("text").asText()).contains("not known");
    assertThat(press("acknowledge", "U0999ZZZZ").path("text").asText()).contains("not known");
    residents.role = Role.AUDITOR;
    assertThat(press("open", "U0123ABCD").path("text").asText()).contains("may not");
    residents.role = Role.OWNER;
    residents.lockedUntil = Optional.of(Instant.now().plusSeconds(60));
    assertThat(press("open", "U0123ABCD").path("text").asText()).contains("not known");
    residents.lockedUntil = Optional.empty();
    residents.closed = true;
    assertThat(press("open", "U0123ABCD").path("text").asText()).contains("visit is over");
    residents.closed = false;
    sink.configure(settings(Map.of("open", "off")));
    Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
    assertThat(press("open", "U0123ABCD").path("text").asText()).contains("may not");
    assertThat(residents.ordered).isEmpty();
    assertThat(residents.audited).isEmpty();
  }

  @Test
  void anAnswerIsNeverSentElsewhere() throws Exception {
    try (Receiver elsewhere = Receiver.plain()) {
      byte[] body = body("acknowledge", "U0123ABCD", elsewhere.url("/steal"));
      assertThat(signed(body)).isEqualTo(200);
      // The next one is done after it, by the same thread.
      press("acknowledge", "U0123ABCD");
      assertThat(elsewhere.got).isEmpty();
    }
  }

  @Test
  void withoutASigningSecretThereIsNoSuchPath() throws Exception {
    sink.configure(settings(Map.of("signingSecret", "", "open", "off")));
    assertThat(signed(body("acknowledge", "U0123ABCD", slack.url("/actions")))).isEqualTo(404);
  }

  private JsonNode press(String action, String user) throws Exception {
    int before = slack.got.size();
    assertThat(signed(body(action, user, slack.url("/actions/" + before)))).isEqualTo(200);
    Until.holds(() -> slack.got.size() > before, () -> slack.got);
    return JSON.readTree(slack.got.get(before).body());
  }

  private static byte[] body(String action, String user, String responseUrl) {
    String payload =
        "{\"type\":\"block_actions\",\"user\":{\"id\":\""
            + user
            + "\"},\"actions\":[{\"action_id\":\""
            + action
            + "\",\"value\":\"v-1\"}],\"response_url\":\""
            + responseUrl
            + "\"}";
    return ("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private int signed(byte[] body) throws Exception {
    String now = Long.toString(Instant.now().getEpochSecond());
    return post("team", now, SlackSignature.of(SIGNING.getBytes(), now, body), body);
  }

  private int post(String name, String timestamp, String signature, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + name))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (timestamp != null) {
      request.header("X-Slack-Request-Timestamp", timestamp);
    }
    if (signature != null) {
      request.header("X-Slack-Signature", signature);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private int get(String name) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(root + name)).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("id", "team");
    settings.put("url", "secret:team-hook");
    settings.put("signingSecret", "secret:signing");
    settings.put("people", "U0123ABCD=anna");
    settings.put("open", "on");
    settings.put("consoleUrl", "https://gateway.example:8443");
    settings.put("allowPrivate", true);
    settings.putAll(more);
    return settings;
  }
}
