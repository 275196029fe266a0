// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vestibule.testkit.internal.abuse.Abuse;
import org.vestibule.testkit.internal.abuse.CoapJunk;
import org.vestibule.testkit.internal.abuse.ExposedHouse;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.client.GatewayProcess;

/**
 * What strangers at the broker (mosquitto) and at the CoAP ports (libcoap, and bytes) may try at
 * the assembled gateway: each is refused with a reason, what names somebody or something stands in
 * the audit, and whoever may open doors opens them meanwhile.
 */
// The flood last: what it leaves out of the audit would be looked for in vain.
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class BuildingSystemsAbuseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(600);
  private static final int OPENINGS = 20;
  private static final int FLOOD_PER_SECOND = 500;

  private static final Path DATA = House.ROOT.resolve("itests/target/building-systems-abuse");

  private static InetAddress address;
  private static Mosquitto broker;
  private static GatewayProcess gateway;
  private static ExposedHouse house;
  private static CoapLift lift;
  private static BrokerEar ear;
  private static LiftAtBroker mqtt;
  private static AuditView audit;

  @BeforeClass
  public static void aHouseWithinReachOfStrangers() throws Exception {
    assumeTrue("needs mosquitto; see ./vestibule doctor", Mosquitto.installed());
    assumeTrue("needs libcoap3-bin; see ./vestibule doctor", CoapLift.installed());
    StagedHome.withDoors(DATA);
    broker = Mosquitto.open(Files.createDirectories(DATA.resolve("mosquitto")));
    gateway = GatewayProcess.start(DATA, "building-systems-abuse.log");
    gateway.awaitAnswer(PATIENCE);
    // Out in the network where there is one: whoever is on this machine needs to prove less.
    address = SecurityGateway.outerAddress().orElse(InetAddress.getLoopbackAddress());
    Files.writeString(
        DATA.resolve("etc/org.vestibule.egress.cfg"),
        "hosts = coap:" + address.getHostAddress() + "\n");
    house = ExposedHouse.at(gateway.address(), DATA, address, broker.port());
    lift = new CoapLift(DATA, address.getHostAddress() + ":" + house.coaps().getPort());
    ear = BrokerEar.at(broker.port());
    mqtt = new LiftAtBroker(broker, ear, house.token());
    audit = new AuditView(house.operator());
  }

  @AfterClass
  public static void everybodyGoes() throws Exception {
    if (ear != null) {
      ear.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  public void byMqttNothingMovesButWhatTheLiftOrdersNow() throws Exception {
    String genuine = order("genuine", Instant.now());
    mqtt.order("command/lift", genuine);
    assertEquals("DONE", mqtt.result("genuine").path("state").asText());
    final long opened = audit.doorsOpened();

    mqtt.order("command/lift", genuine);
    mqtt.order("command/lift", genuine.replace(ExposedHouse.DOOR, "side-door"));
    mqtt.refused("genuine", "command-id-used");
    mqtt.order("command/lift", order("late", Instant.now().minusSeconds(60)));
    mqtt.refused("late", "command-stale");
    mqtt.order("command/lift", order("early", Instant.now().plusSeconds(60)));
    mqtt.refused("early", "command-early");
    mqtt.order("command/broken", "{\"id\":");
    mqtt.answered("broken", "command-invalid");
    mqtt.order("command/long", "x".repeat(5000));
    mqtt.answered("long", "command-too-large");
    broker.send("vestibule/home/command/nobody", order("unsigned", Instant.now()), "-V", "5");
    mqtt.answered("nobody", "token-missing");
    broker.send(
        "vestibule/home/command/forged",
        order("forged", Instant.now()),
        "-D",
        "publish",
        "user-property",
        "authorization",
        "Bearer nobodys");
    ear.message("result/forged", one -> one.path("code").asText().startsWith("token-"));
    mqtt.order("command/kept", order("kept", Instant.now()), "-r");
    mqtt.answered("kept", "command-retained");
    // Nowhere near: another building, and topics that are none.
    mqtt.order("command/lift/deeper", order("deeper", Instant.now()));
    mqtt.publish("vestibule/other/command/lift", order("other", Instant.now()));
    mqtt.publish("vestibule/home/command/far", "y".repeat(100_000));

    mqtt.order("command/lift", order("afterwards", Instant.now()));
    assertEquals("DONE", mqtt.result("afterwards").path("state").asText());
    assertEquals("one opening for each of two orders", opened + 1, audit.doorsOpened());
    for (String code :
        new String[] {
          "command-id-used",
          "command-stale",
          "command-early",
          "command-invalid",
          "command-too-large",
          "token-missing",
          "command-retained"
        }) {
      Await.that(code + " is in the audit", () -> audit.has("command-refused", code));
    }
    assertFalse(
        "the other building's is none of ours", audit.lines().toString().contains("\"other\""));
  }

  @Test
  public void byCoapNothingMovesButWhatTheLiftOrdersNow() throws Exception {
    final long opened = audit.doorsOpened();
    String wrong = "0".repeat(house.key().length());
    assertEquals("", lift.askInVain(wrong, "/doors"));
    Await.that("a wrong key is audited", () -> audit.has("coap-refused", "key-wrong"));
    String option = lift.code(house.key(), "get", "/doors", "-O", "65001,x");
    assertTrue(option, option.contains("4.02"));
    String body = lift.code(house.key(), "post", "/commands", "-t", "50", "-e", "{");
    assertTrue(body, body.contains("command-invalid"));
    String other = order("c-1", Instant.now()).replace(ExposedHouse.DOOR, "side-door");
    String door = lift.code(house.key(), "post", "/commands", "-t", "50", "-e", other);
    assertTrue(door, door.contains("unknown-door"));
    String old = order("c-2", Instant.now().minusSeconds(60));
    String stale = lift.code(house.key(), "post", "/commands", "-t", "50", "-e", old);
    assertTrue(stale, stale.contains("command-stale"));
    assertEquals("nothing moved", opened, audit.doorsOpened());
    String now = order("c-3", Instant.now());
    String done = lift.ask(house.key(), "post", "/commands", "-t", "50", "-e", now);
    assertTrue(done, done.contains("\"DONE\""));
  }

  @Test
  public void nobodyIsToldOfDoorsWhoseAddressIsNotProven() throws Exception {
    try (DatagramSocket stranger = new DatagramSocket(0, address)) {
      stranger.setSoTimeout(60_000);
      byte[] asked = CoapJunk.OBSERVATION.next(new Random(1));
      stranger.send(new DatagramPacket(asked, asked.length, house.coap()));
      byte[] answer = received(stranger);
      // 4.01: by loopback because it is plain, from elsewhere with an Echo option to be shown.
      assertEquals(0x81, answer[1] & 0xff);
      assertTrue("worth a forgery: " + answer.length, answer.length < 3 * asked.length);
      assertFalse(new String(answer, "US-ASCII").contains("front"));
      stranger.setSoTimeout(2000);
      house.open(ExposedHouse.DOOR);
      house.open(ExposedHouse.DOOR);
      assertEquals("a notification", 0, received(stranger).length);
    }
  }

  @Test
  public void underAFloodEachDoorOpens() throws Exception {
    String overheard = order("overheard", Instant.now());
    mqtt.order("command/lift", overheard);
    assertEquals("DONE", mqtt.result("overheard").path("state").asText());
    final long opened = audit.doorsOpened();
    Map<String, AtomicLong> sent;
    try (Abuse abuse = Abuse.begin(house.victim(overheard), FLOOD_PER_SECOND)) {
      for (int i = 0; i < OPENINGS; i++) {
        house.open(i % 2 == 0 ? ExposedHouse.DOOR : "yard-door");
      }
      // Each kind came while doors were opened, or comes now.
      Await.that("each kind was sent", () -> abuse.sent().size() == 14);
      house.open("side-door");
      sent = abuse.sent();
    }
    assertTrue(sent.toString(), sent.containsKey("far-too-long"));
    assertEquals(
        "what people opened, and nothing else", opened + OPENINGS + 1, audit.doorsOpened());
    assertTrue("the chain holds", audit.intact());
    // Fewer lines than messages by far: a flood fills no disk.
    long lines = audit.length();
    long all = sent.values().stream().mapToLong(AtomicLong::get).sum();
    assertTrue(lines + " lines of " + all, lines < 300 + all / 10);
    String done =
        lift.ask(house.key(), "post", "/commands", "-t", "50", "-e", order("c-4", Instant.now()));
    assertTrue(done, done.contains("\"DONE\""));
  }

  private static byte[] received(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    try {
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (SocketTimeoutException e) {
      return new byte[0];
    }
  }

  private static String order(String id, Instant at) {
    return ExposedHouse.order(id, ExposedHouse.DOOR, at);
  }
}
