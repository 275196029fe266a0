// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.command.Command;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** Commands by mosquitto_pub, and what mosquitto_sub hears of them. */
@Timeout(180)
class CommandsTest {
  private static final String TOPIC = "vestibule/home/command/lift-7";
  private static final String PROPERTY = "authorization";

  @TempDir Path folder;
  private final Office office = new Office();
  private BrokerRig rig;

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    rig = new BrokerRig(folder);
    rig.house.setAuthentication(office);
    rig.house.setDesk(office);
    rig.house.setAudit(office);
  }

  @AfterEach
  void stop() throws Exception {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void withoutTheSettingNothingIsHeard() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      rig.configure(broker.port(), Map.of());
      rig.until(State.READY);
      try (MosquittoReader reader = broker.reader("vestibule/home/#", "%t %p")) {
        signed(broker, open("c-1"));
        broker.send("vestibule/home/end", "end");
        String heard;
        do {
          heard = reader.next();
          assertThat(heard).doesNotContain("/result/");
        } while (!heard.startsWith("vestibule/home/end"));
      }
      assertThat(office.requests).isEmpty();
    }
  }

  @Test
  void aCommandWithATokenReachesTheDeskInItsSendersNameAndIsAnswered() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = listening(broker)) {
      signed(broker, open("c-1"));
      String[] answer = reader.next().split(" ", 2);
      assertThat(answer[0]).isEqualTo("vestibule/home/result/lift-7");
      JsonNode result = new ObjectMapper().readTree(answer[1]);
      assertThat(result.path("id").asText()).isEqualTo("c-1");
      assertThat(result.path("state").asText()).isEqualTo("DONE");
      assertThat(office.requests)
          .singleElement()
          .satisfies(
              request -> assertThat(request.command()).isEqualTo(new Command.DoorOpen(OneDoor.ID)));
      assertThat(office.acting).containsExactly(Office.LIFT);
      assertThat(office.addresses).containsExactly(TOPIC);
    }
  }

  @Test
  void anAnswerGoesWhereItWasWishedForWithItsCorrelationButNotBelowAForeignTopic()
      throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = listening(broker, "vestibule/#", "%t %D")) {
      signed(
          broker,
          open("c-1"),
          "-D",
          "publish",
          "response-topic",
          "vestibule/home/result/lift/a",
          "-D",
          "publish",
          "correlation-data",
          "k-9");
      assertThat(result(reader)).isEqualTo("vestibule/home/result/lift/a k-9");
      signed(
          broker, open("c-2"), "-D", "publish", "response-topic", "vestibule/home/door/answered");
      assertThat(result(reader).strip()).isEqualTo("vestibule/home/result/lift-7");
    }
  }

  @Test
  void inMqtt311TheTokenStandsInThePayload() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        OldBroker old = new OldBroker(broker.port(), new byte[] {0x20, 2, 0, 1})) {
      rig.configure(old.port(), Map.of("commands", "on"));
      rig.until(State.READY);
      try (MosquittoReader reader = broker.reader("vestibule/home/result/+", "%p")) {
        broker.send(
            TOPIC, open("c-1").replace("{", "{\"authorization\":\"Bearer " + Office.TOKEN + "\","));
        assertThat(reader.next()).contains("DONE").doesNotContain(Office.TOKEN);
      }
    }
  }

  @Test
  void inMqtt311WhatIsLongerThanAMessageMayBeIsNotKept() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        OldBroker old = new OldBroker(broker.port(), new byte[] {0x20, 2, 0, 1})) {
      rig.configure(old.port(), Map.of("commands", "on"));
      rig.until(State.READY);
      try (MosquittoReader reader = broker.reader("vestibule/home/result/+", "%p")) {
        broker.send(TOPIC, "x".repeat(BrokerClient.MOST_PACKET + 1));
        broker.send(TOPIC, open("c-1"));
        assertThat(reader.next()).contains("token-missing");
      }
    }
  }

  @Test
  void whatIsNoProvenFreshCommandIsRefusedWithTheReasonAndWrittenDown() throws Exception {
    Map<String, String> payloads = new TreeMap<>();
    payloads.put("token-wrong", open("c-1"));
    payloads.put("token-missing", open("c-1"));
    payloads.put("command-retained", open("c-1"));
    payloads.put("command-undated", "{\"id\":\"c-1\",\"command\":\"door-open\",\"door\":\"a\"}");
    payloads.put("command-too-large", open("c-1").replace("{", "{" + " ".repeat(4096)));
    payloads.put("command-invalid", "open the door");
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = listening(broker)) {
      for (Map.Entry<String, String> each : payloads.entrySet()) {
        String code = each.getKey();
        if (code.equals("token-missing")) {
          broker.send(TOPIC, each.getValue());
        } else if (code.equals("token-wrong")) {
          property(broker, each.getValue(), "Bearer stolen");
        } else if (code.equals("command-retained")) {
          signed(broker, each.getValue(), "-r");
        } else {
          signed(broker, each.getValue());
        }
        JsonNode result = new ObjectMapper().readTree(reader.next().split(" ", 2)[1]);
        assertThat(result.path("code").asText()).isEqualTo(code);
        assertThat(result.path("state").asText()).isEqualTo("REFUSED");
      }
      assertThat(office.requests).isEmpty();
      assertThat(office.lines)
          .extracting(line -> line.get("code"))
          .containsExactlyInAnyOrderElementsOf(payloads.keySet());
      assertThat(office.lines.toString()).contains(TOPIC).doesNotContain("stolen", Office.TOKEN);
    }
  }

  @Test
  void aCallerWithoutANameThatCanBeAnsweredIsOnlyWrittenDown() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = listening(broker)) {
      broker.send("vestibule/home/command/lift \u00e9", open("c-0"));
      Awaited.until(() -> !office.lines.isEmpty(), () -> office.lines);
      assertThat(office.lines.get(0)).containsEntry("code", "topic-invalid");
      signed(broker, open("c-1"));
      assertThat(reader.next()).contains("c-1");
    }
  }

  @Test
  void tooManyCommandsAreAnsweredWithBusyAndTheAuditIsNotFilled() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = listening(broker)) {
      Incoming rubbish = Incoming.bare(TOPIC, "rubbish".getBytes(), false);
      MqttSettings settings =
          MqttSettings.of(MqttConfig.PID, Map.of("server", "tcp://127.0.0.1", "commands", "on"));
      List<Outgoing> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
      try (Commands commands =
          new Commands(
              "mqtt", settings, rig.house, new RefusalLog("mqtt", rig.house), answers::add)) {
        for (int i = 0; i < 500; i++) {
          commands.offer(rubbish);
        }
        Awaited.until(() -> answers.size() == 500, answers::size);
      }
      assertThat(answers)
          .extracting(answer -> new String(answer.choices().iterator().next().payload().get()))
          .anyMatch(text -> text.contains("busy"));
      assertThat(office.lines.size()).isLessThan(30);
      assertThat(reader).isNotNull();
    }
  }

  @Test
  void theAccessListOfTheReadmeIsEnoughForGatewayAndCaller() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int begin = readme.indexOf("user gateway");
    String list = readme.substring(begin, readme.indexOf("```", begin));
    try (Mosquitto broker = Mosquitto.withUsers(folder, list, "gateway", "lift-7")) {
      Path password = Files.writeString(folder.resolve("password"), "gateway");
      rig.configure(
          broker.port(),
          Map.of("commands", "on", "username", "gateway", "passwordFile", password.toString()));
      rig.until(State.READY);
      String[] login = {"-u", "lift-7", "-P", "lift-7"};
      Process caller =
          new ProcessBuilder(
                  "mosquitto_sub",
                  "-p",
                  "" + broker.port(),
                  "-V",
                  "5",
                  "-u",
                  "lift-7",
                  "-P",
                  "lift-7",
                  "-t",
                  "vestibule/home/result/lift-7",
                  "-C",
                  "1",
                  "-W",
                  "120")
              .start();
      // It may not listen yet: the same command again gets the same answer.
      do {
        signed(broker, open("c-1"), login);
      } while (!caller.waitFor(500, TimeUnit.MILLISECONDS));
      assertThat(new String(caller.getInputStream().readAllBytes())).contains("c-1", "DONE");
      assertThat(rig.broker.status().state()).isEqualTo(State.READY);
    }
  }

  private MosquittoReader listening(Mosquitto broker) throws Exception {
    return listening(broker, "vestibule/home/result/#", "%t %p");
  }

  private MosquittoReader listening(Mosquitto broker, String topic, String format)
      throws Exception {
    rig.configure(broker.port(), Map.of("commands", "on"));
    rig.until(State.READY);
    return broker.reader(topic, format);
  }

  private static String result(MosquittoReader reader) throws Exception {
    String line = reader.next();
    while (!line.contains("/result/")) {
      line = reader.next();
    }
    return line;
  }

  private static void signed(Mosquitto broker, String payload, String... more) throws Exception {
    property(broker, payload, "Bearer " + Office.TOKEN, more);
  }

  private static void property(Mosquitto broker, String payload, String value, String... more)
      throws Exception {
    List<String> options = new java.util.ArrayList<>(List.of(more));
    options.addAll(List.of("-D", "publish", "user-property", PROPERTY, value));
    broker.send(TOPIC, payload, options.toArray(String[]::new));
  }

  private static String open(String id) {
    return "{\"id\":\"%s\",\"issuedAt\":\"%s\",\"command\":\"door-open\",\"door\":\"front-door\"}"
        .formatted(id, Instant.now());
  }
}
