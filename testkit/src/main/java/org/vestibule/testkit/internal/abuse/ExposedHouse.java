// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.Operator;

/**
 * A gateway with the demonstration's doors whose systems are within reach of strangers: a broker
 * that anybody may use, CoAP in plain and over DTLS, and a lift that may order the front door by
 * both.
 */
public final class ExposedHouse {
  /** The lift's door. */
  public static final String DOOR = "front-door";

  private static final Duration PATIENCE = Duration.ofSeconds(600);

  private final Operator operator;
  private final InetAddress address;
  private final int broker;
  private final int coap;
  private final int coaps;
  private final String key;
  private final String token;

  private ExposedHouse(Operator operator, InetAddress address, int broker) throws Exception {
    this.operator = operator;
    this.address = address;
    this.broker = broker;
    coap = freePort(address);
    coaps = freePort(address);
    key = made(() -> operator.makeSecret("lift")).path("secret").asText();
    token = made(() -> operator.makeMachine("lift", DOOR)).path("token").asText();
  }

  /**
   * Sets the gateway up and waits until it listens.
   *
   * @param address where CoAP listens: another one than loopback is out in the network
   * @param broker on this machine
   */
  public static ExposedHouse at(URI gateway, Path home, InetAddress address, int broker)
      throws Exception {
    Path secret = home.resolve("secrets/operator.token");
    await("the operator's token", () -> Files.exists(secret));
    Operator operator = Operator.at(gateway, home);
    await("the doors", () -> operator.get("/api/doors").body().toString().contains(DOOR));
    ExposedHouse house = new ExposedHouse(operator, address, broker);
    house.configure(home.resolve("etc"));
    await("CoAP", () -> ready(operator, "integrations-messaging-coap"));
    await("MQTT", () -> ready(operator, "integrations-messaging"));
    return house;
  }

  private void configure(Path etc) throws IOException {
    Files.write(
        etc.resolve("org.vestibule.coap.peer-lift.cfg"),
        List.of("name = lift", "key = secret:lift", "roles = door-system:door:" + DOOR));
    Files.write(
        etc.resolve("org.vestibule.coap.cfg"),
        List.of(
            "address = " + address.getHostAddress(),
            "port = " + coap,
            "securePort = " + coaps,
            "allowInsecure = true",
            "commands = on"));
    Files.write(
        etc.resolve("org.vestibule.mqtt.cfg"),
        List.of("server = tcp://127.0.0.1:" + broker, "commands = on"));
  }

  private static boolean ready(Operator operator, String part) throws Exception {
    return operator
        .get("/api/snapshot")
        .body()
        .path("statuses")
        .path(part)
        .path("state")
        .asText()
        .equals("READY");
  }

  /** Parts of a gateway come one by one: 503 says that the one that is asked is still missing. */
  private static JsonNode made(Callable<Answer> order) throws Exception {
    AtomicReference<Answer> answer = new AtomicReference<>();
    await(
        "whoever keeps accounts and secrets",
        () -> {
          answer.set(order.call());
          return answer.get().status() != 503;
        });
    if (!answer.get().ok()) {
      throw new IOException("the gateway answered " + answer);
    }
    return answer.get().body();
  }

  /** Returns whoever works on the box. */
  public Operator operator() {
    return operator;
  }

  /** Returns the lift's key for DTLS. */
  public String key() {
    return key;
  }

  /** Returns what the lift shows by MQTT. */
  public String token() {
    return token;
  }

  /** Returns where CoAP listens. */
  public InetSocketAddress coap() {
    return new InetSocketAddress(address, coap);
  }

  /** Returns where CoAP listens over DTLS. */
  public InetSocketAddress coaps() {
    return new InetSocketAddress(address, coaps);
  }

  /** Returns an order of the lift. */
  public static String order(String id, String door, Instant at) {
    return "{\"id\":\"%s\",\"issuedAt\":\"%s\",\"command\":\"door-open\",\"door\":\"%s\"}"
        .formatted(id, at, door);
  }

  /** Returns what strangers aim at who have overheard an order. */
  public Abuse.Victim victim(String order) {
    return new Abuse.Victim(broker, coap(), coaps(), token, order);
  }

  /**
   * Opens a door by hand.
   *
   * @throws IOException when it does not open
   */
  public void open(String door) throws IOException, InterruptedException {
    Answer answer = operator.open(door);
    if (!answer.body().path("outcome").path("type").asText().equals("Opened")) {
      throw new IOException(door + " does not open: " + answer);
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new TimeoutException(what + ": not there after " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static int freePort(InetAddress address) throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, address)) {
      return probe.getLocalPort();
    }
  }
}
