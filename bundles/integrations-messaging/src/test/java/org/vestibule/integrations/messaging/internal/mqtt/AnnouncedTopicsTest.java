// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.State;

/** Whether the house says something on every topic to which Home Assistant is sent. */
@Timeout(180)
class AnnouncedTopicsTest {
  private static final String DISCOVERY = "homeassistant/";

  @TempDir Path folder;

  @Test
  void everyTopicThatIsAnnouncedIsThereForWhoeverComesLate() throws Exception {
    SmallHouse small = new SmallHouse();
    small.parts.put("a part", Status.ready("All is well"));
    try (RealBroker broker = new RealBroker(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      rig.house.setBoard(small);
      rig.configure(
          broker.port(), Map.of("homeAssistant", "on", "homeAssistantDoors", "front-door"));
      rig.until(State.READY);
      Map<String, String> kept = new TreeMap<>();
      for (String line : broker.ear("#")) {
        kept.put(line.split(" ")[0], line.substring(line.lastIndexOf(' ') + 1));
      }
      assertThat(kept).containsKey("homeassistant/lock/vestibule-home/door-front-door-lock/config");
      assertThat(kept.keySet()).containsAll(named(kept));
    }
  }

  @Test
  void whenItIsSwitchedOffNothingOfItIsLeftAndTheHouseStays() throws Exception {
    try (RealBroker broker = new RealBroker(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of("homeAssistant", "on"));
      rig.until(State.READY);
      BlockingQueue<String> heard = broker.ear("#");
      assertThat(heard).anyMatch(line -> line.startsWith(DISCOVERY));
      rig.configure(broker.port(), Map.of("homeAssistant", "off"));
      RealBroker.await(heard, line -> line.startsWith("vestibule/home/available 1 0 "));
      RealBroker.await(heard, line -> line.startsWith("vestibule/home/door/"));
      assertThat(broker.ear("#"))
          .noneMatch(line -> line.startsWith(DISCOVERY) || line.contains("/home-assistant/"))
          .anyMatch(line -> line.startsWith("vestibule/home/door/front-door/state "));
    }
  }

  private static Set<String> named(Map<String, String> kept) throws Exception {
    Set<String> named = new HashSet<>();
    for (Map.Entry<String, String> each : kept.entrySet()) {
      if (each.getKey().startsWith(DISCOVERY)) {
        JsonNode config = new ObjectMapper().readTree(HexFormat.of().parseHex(each.getValue()));
        named.add(config.get("state_topic").asText());
        config.get("availability").forEach(one -> named.add(one.get("topic").asText()));
      }
    }
    return named;
  }
}
