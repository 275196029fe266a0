// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;
import org.vestibule.testkit.internal.sip.FreePorts;

/**
 * A building's systems at the assembled gateway: a broker (mosquitto), a lift that speaks CoAP over
 * DTLS (libcoap), and a web server that is told by webhook. All of them are told of one visit in
 * one contract, and the lift opens its door and no other.
 */
public class BuildingSystemsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(600);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data = House.ROOT.resolve("itests/target/building-systems");
  private final Queue<Hook> hooks = new ConcurrentLinkedQueue<>();
  private HttpServer web;
  private BrokerEar ear;
  private Mosquitto broker;
  private int coaps;
  private GatewayProcess gateway;
  private Operator operator;
  private RestCaller owner;
  private String hookSecret;
  private String liftKey;
  private String liftToken;

  /** What came by webhook. */
  private record Hook(String id, String timestamp, String signature, String body) {}

  @Before
  public void aBuildingWithSystems() throws Exception {
    Path packs = Path.of(System.getProperty("vestibule.packs"));
    assumeTrue("needs model packs: run ./vestibule models", Files.isDirectory(packs));
    assumeTrue("needs mosquitto; see ./vestibule doctor", Mosquitto.installed());
    assumeTrue("needs libcoap3-bin; see ./vestibule doctor", CoapLift.installed());
    StagedHome.withStations(data, packs);
    coaps = FreePorts.row(1);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/house", this::hooked);
    web.start();
    gateway = GatewayProcess.start(data, "building-systems.log");
    operator = Operator.whenReady(gateway.address(), data, PATIENCE);
    owner = caller();
    hookSecret = made("/api/secrets/hook/make?form=webhook");
    // Text and not digits: libcoap's client takes a key as it is typed.
    liftKey = made("/api/secrets/lift/make?form=webhook");
    Map<String, Object> grant = Map.of("role", "door-system", "doors", List.of("front-door"));
    RestCaller.Answer machine =
        owner.ask("POST", "/api/machines", Map.of("name", "lift", "grants", List.of(grant)));
    assertEquals(machine.toString(), 201, machine.status());
    liftToken = machine.body().path("token").asText();
    broker = Mosquitto.open(Files.createDirectories(data.resolve("mosquitto")));
    configure();
    ear = BrokerEar.at(broker.port());
    // The files are taken one by one: whoever is not there yet is told of nothing.
    for (String part : List.of("integrations-messaging-coap", "webhook-web")) {
      Await.that(PATIENCE, () -> ready(part), () -> part + " is " + status(part));
    }
  }

  private boolean ready(String part) throws Exception {
    return status(part).path("state").asText().equals("READY");
  }

  private JsonNode status(String part) throws Exception {
    return operator.get("/api/snapshot").body().path("statuses").path(part);
  }

  @After
  public void everybodyGoes() throws Exception {
    if (ear != null) {
      ear.close();
    }
    if (broker != null) {
      broker.close();
    }
    if (web != null) {
      web.stop(0);
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  public void allAreToldOfOneVisitAndTheLiftWorksItsOwnDoorOnly() throws Exception {
    String visit = VirtualStation.of(gateway.address(), data, "front").press();
    JsonNode opened = opened(visit);
    assertEquals("org.vestibule.visit.opened.v1", opened.path("type").asText());
    Hook hook = hook(opened.path("id").asText());
    assertEquals(hook.signature(), signature(hook), hook.signature());
    assertTrue(hook.body(), hook.body().contains(visit));

    theLiftByMqtt();
    theLiftByCoap();
    whatWaitsSurvivesBrokerAndGateway();
  }

  @Test
  public void aBuildingWithoutABrokerHasOneAfterOneCommand() throws Exception {
    assertEquals(200, operator.install("broker").status());
    int own = FreePorts.row(1);
    write("org.vestibule.broker.cfg", "port = " + own);
    write(
        "org.vestibule.broker.user-lift.cfg",
        "user = lift",
        "password = secret:lift",
        "read = vestibule/home/#");
    write(
        "org.vestibule.mqtt.cfg",
        "server = tcp://127.0.0.1:" + own,
        "username = gateway",
        "password = secret:broker-gateway");
    ear.close();
    ear = BrokerEar.at(own, "-u", "lift", "-P", liftKey);
    String visit = VirtualStation.of(gateway.address(), data, "front").press();
    opened(visit);
    Process stranger =
        new ProcessBuilder("mosquitto_sub", "-p", "" + own, "-t", "vestibule/home/#", "-W", "5")
            .redirectErrorStream(true)
            .start();
    assertTrue("nobody answers", stranger.waitFor(90, TimeUnit.SECONDS));
    String said = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertFalse(said, said.contains("LOCKED"));
  }

  private void theLiftByMqtt() throws Exception {
    order("one", command("one", "front-door", Instant.now()), false);
    assertEquals("DONE", result("one").path("state").asText());
    ear.message("door/answered", one -> one.toString().contains("Opened"));
    order("two", command("two", "side-door", Instant.now()), false);
    assertEquals("unknown-door", result("two").path("code").asText());
    order("three", command("three", "front-door", Instant.now().minusSeconds(3600)), false);
    assertEquals("command-stale", result("three").path("code").asText());
    // What the broker kept is not even read: its answer knows no id.
    order("four", command("four", "front-door", Instant.now()), true);
    assertEquals("command-retained", result("unknown").path("code").asText());
  }

  private void theLiftByCoap() throws Exception {
    CoapLift lift = new CoapLift(data, "127.0.0.1:" + coaps);
    JsonNode doors = JSON.readTree(lift.ask(liftKey, "get", "/doors"));
    assertEquals(doors.toString(), 1, doors.size());
    assertEquals("front-door", doors.get(0).path("id").asText());
    String order = command("five", "front-door", Instant.now());
    JsonNode done = JSON.readTree(lift.ask(liftKey, "post", "/commands", "-t", "50", "-e", order));
    assertEquals(done.toString(), "DONE", done.path("state").asText());
    String wrong = "0".repeat(liftKey.length());
    assertFalse(lift.askInVain(wrong, "/doors").contains("front-door"));
  }

  private void whatWaitsSurvivesBrokerAndGateway() throws Exception {
    broker.kill();
    String visit = VirtualStation.of(gateway.address(), data, "yard").press();
    Await.that(
        PATIENCE,
        () -> outbox("mqtt").path("waiting").asInt() > 0,
        () -> "nothing waits for the broker");
    // What waits may be something else; what another was told of is kept for the broker, too.
    Await.that(
        SOON,
        () -> hooks.stream().anyMatch(one -> one.body().contains(visit)),
        () -> "no webhook tells of " + visit);
    ProcessHandle.of(gateway.pid()).orElseThrow().destroyForcibly();
    gateway.close();
    gateway = GatewayProcess.start(data, "building-systems-again.log");
    // Ready it is not while its broker is away.
    gateway.awaitAnswer(PATIENCE);
    ear.close();
    broker.start();
    ear = BrokerEar.at(broker.port());
    opened(visit);
  }

  private void configure() throws IOException {
    write("org.vestibule.mqtt.cfg", "server = tcp://127.0.0.1:" + broker.port(), "commands = on");
    write("org.vestibule.coap.cfg", "securePort = " + coaps, "commands = on");
    write(
        "org.vestibule.coap.peer-lift.cfg",
        "name = lift",
        "key = secret:lift",
        "roles = door-system:door:front-door");
    write(
        "org.vestibule.webhook-web.cfg",
        "id = web",
        "url = http://127.0.0.1:" + web.getAddress().getPort() + "/house",
        "secret = secret:hook",
        "events = visit/opened",
        "allowPrivate = true",
        "allowInsecure = true");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(data.resolve("etc").resolve(file), List.of(lines));
  }

  private RestCaller caller() throws IOException {
    return new RestCaller(
        gateway.address(), Files.readString(data.resolve("secrets/operator.token")).strip());
  }

  private String made(String path) throws Exception {
    RestCaller.Answer answer = owner.ask("POST", path, null);
    assertEquals(answer.toString(), 201, answer.status());
    return answer.body().path("secret").asText();
  }

  private JsonNode outbox(String sink) throws Exception {
    for (JsonNode each : owner.ask("GET", "/api/outbox", null).body().path("sinks")) {
      if (each.path("sink").asText().equals(sink)) {
        return each;
      }
    }
    return JSON.createObjectNode();
  }

  private JsonNode opened(String visit) throws Exception {
    return ear.message("visit/opened", one -> one.path("visit").asText().equals(visit));
  }

  private JsonNode result(String id) throws Exception {
    return ear.message("result/lift", one -> one.path("id").asText().equals(id));
  }

  private static String command(String id, String door, Instant at) throws IOException {
    return JSON.writeValueAsString(
        Map.of("id", id, "issuedAt", at.toString(), "command", "door-open", "door", door));
  }

  private void order(String id, String command, boolean retained) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                "mosquitto_pub",
                "-p",
                Integer.toString(broker.port()),
                "-V",
                "5",
                "-q",
                "1",
                "-t",
                "vestibule/home/command/lift",
                "-D",
                "publish",
                "user-property",
                "authorization",
                "Bearer " + liftToken,
                "-m",
                command));
    if (retained) {
      line.add("-r");
    }
    Process process = new ProcessBuilder(line).inheritIO().start();
    assertTrue(id, process.waitFor(90, TimeUnit.SECONDS) && process.exitValue() == 0);
  }

  private void hooked(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    hooks.add(
        new Hook(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            body));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private Hook hook(String id) throws Exception {
    Await.that(
        SOON,
        () -> hooks.stream().anyMatch(one -> id.equals(one.id())),
        () -> "no webhook " + id + ": " + hooks);
    return hooks.stream().filter(one -> id.equals(one.id())).findFirst().orElseThrow();
  }

  /** As Standard Webhooks 1.0 has it, by hand. */
  private String signature(Hook hook) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(hookSecret.substring("whsec_".length())), "HmacSHA256"));
    String signed = hook.id() + "." + hook.timestamp() + "." + hook.body();
    byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(code);
  }
}
