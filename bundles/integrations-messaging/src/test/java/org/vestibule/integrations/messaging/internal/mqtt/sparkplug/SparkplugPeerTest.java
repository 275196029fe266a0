// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.integrations.messaging.internal.mqtt.RealBroker.await;
import static org.vestibule.integrations.messaging.internal.mqtt.RealBroker.lines;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.integrations.messaging.internal.mqtt.RealBroker;

/**
 * A node in a process of its own at a real broker; what it says is read, and what a host says is
 * written, by the codec of Eclipse Tahu.
 */
class SparkplugPeerTest {
  private static final String NODE = "spBv1.0/vestibule/";

  @TempDir Path folder;

  @BeforeAll
  static void codec() throws Exception {
    TahuPayloads.need();
  }

  @Test
  void anotherCodecReadsBirthsDataAndTheDeathOfAProcessThatWasKilled() throws Exception {
    try (RealBroker broker = new RealBroker(folder)) {
      BlockingQueue<String> heard = broker.ear("spBv1.0/#");
      Process node = node(broker);
      JsonNode birth = read(await(heard, line -> line.startsWith(NODE + "NBIRTH/home ")));
      assertThat(birth.get("seq").asInt()).isZero();
      Map<String, JsonNode> gateway = metrics(birth);
      assertThat(gateway.get("bdSeq").get("type").asText()).isEqualTo("Int64");
      assertThat(gateway.get("Node Control/Rebirth").get("value").asBoolean(true)).isFalse();
      assertThat(gateway.get("Status/vision").get("value").asText()).isEqualTo("READY");
      JsonNode door = read(await(heard, line -> line.startsWith(NODE + "DBIRTH/home/front ")));
      assertThat(door.get("seq").asInt()).isEqualTo(1);
      Map<String, JsonNode> front = metrics(door);
      assertThat(front.get("State").get("value").asText()).isEqualTo("LOCKED");
      assertThat(front.get("Alarms/Tamper").get("value").asBoolean(true)).isFalse();
      assertThat(front.get("Control/Open").get("type").asText()).isEqualTo("Boolean");
      write(node, "UNLOCKED");
      JsonNode data = read(await(heard, line -> line.startsWith(NODE + "DDATA/home/front ")));
      assertThat(data.get("seq").asInt()).isEqualTo(2);
      assertThat(data.at("/metrics/0/value").asText()).isEqualTo("UNLOCKED");
      assertThat(data.at("/metrics/0/alias")).isEqualTo(front.get("State").get("alias"));
      node.destroyForcibly();
      JsonNode death = read(await(heard, line -> line.startsWith(NODE + "NDEATH/home ")));
      assertThat(death.has("seq")).isFalse();
      assertThat(death.get("metrics")).hasSize(1);
      assertThat(metrics(death).get("bdSeq").get("value"))
          .isEqualTo(gateway.get("bdSeq").get("value"));
      node(broker);
      JsonNode again = read(await(heard, line -> line.startsWith(NODE + "NBIRTH/home ")));
      assertThat(metrics(again).get("bdSeq").get("value").asInt())
          .isEqualTo(gateway.get("bdSeq").get("value").asInt() + 1);
    }
  }

  @Test
  void hostOfAnotherMakerGetsBirthsAnewAndOpensTheListedDoor() throws Exception {
    try (RealBroker broker = new RealBroker(folder)) {
      BlockingQueue<String> heard = broker.ear("spBv1.0/#");
      Process node = node(broker);
      BlockingQueue<String> said = lines(node);
      await(heard, line -> line.startsWith(NODE + "DBIRTH/home/front "));
      broker.tellBytes(
          NODE + "NCMD/home",
          TahuPayloads.encode(
              "{'timestamp':"
                  + System.currentTimeMillis()
                  + ",'metrics':[{'name':'Node Control/Rebirth',"
                  + "'type':'Boolean','value':true}]}"));
      JsonNode birth = read(await(heard, line -> line.startsWith(NODE + "NBIRTH/home ")));
      assertThat(birth.get("seq").asInt()).isZero();
      assertThat(metrics(birth).get("bdSeq").get("value").asInt()).isZero();
      broker.tellBytes(
          NODE + "DCMD/home/front",
          TahuPayloads.encode(
              "{'timestamp':"
                  + System.currentTimeMillis()
                  + ",'metrics':[{'name':'Control/Open',"
                  + "'type':'Boolean','value':true}]}"));
      String ordered = "ordered end";
      while (ordered.equals("ordered end")) {
        write(node, "ordered?");
        ordered = await(said, line -> line.startsWith("ordered "));
      }
      assertThat(ordered).isEqualTo("ordered DoorOpen[door=front]");
    }
  }

  @Test
  void wiresharkNamesTheProtocol() throws Exception {
    try (RealBroker broker = new RealBroker(folder)) {
      Process shark =
          broker.start(
              "tshark",
              "-i",
              "lo",
              "-l",
              "-f",
              "tcp port " + broker.port(),
              "-d",
              "tcp.port==" + broker.port() + ",mqtt",
              "-Y",
              "sparkplugb",
              "-T",
              "fields",
              "-e",
              "_ws.col.Protocol",
              "-e",
              "_ws.malformed",
              "-e",
              "mqtt.topic",
              "-E",
              "separator=|");
      BlockingQueue<String> seen = lines(shark);
      // Its own first line comes before it captures; what it misses then is said again.
      String line = "";
      for (int i = 0; i < 5 && shark.isAlive() && !line.contains("|"); i++) {
        Process node = node(broker);
        BlockingQueue<String> heard = broker.ear("spBv1.0/#");
        write(node, "UNLOCKED");
        await(heard, any -> any.startsWith(NODE + "DDATA/home/front "));
        for (String next = seen.poll(); next != null; next = seen.poll()) {
          // A death may share its frame with what this test asks the broker, which is no Sparkplug.
          line = next.contains("|" + NODE + "DDATA/") ? next : line;
        }
        node.destroyForcibly();
      }
      Assumptions.assumeTrue(line.contains("|"), "tshark captured nothing; it needs the right to");
      // The column between them says so when it finds something malformed.
      assertThat(line).startsWith("SparkplugB||" + NODE + "DDATA/");
    }
  }

  private Process node(RealBroker broker) {
    return broker.start(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        NodeProcess.class.getName(),
        "" + broker.port(),
        folder.resolve("births").toString());
  }

  private static void write(Process node, String line) throws Exception {
    node.outputWriter().write(line + "\n");
    node.outputWriter().flush();
  }

  private static JsonNode read(String line) throws Exception {
    return TahuPayloads.decode(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static Map<String, JsonNode> metrics(JsonNode payload) {
    Map<String, JsonNode> metrics = new HashMap<>();
    payload.get("metrics").forEach(each -> metrics.put(each.path("name").asText(), each));
    return metrics;
  }
}
