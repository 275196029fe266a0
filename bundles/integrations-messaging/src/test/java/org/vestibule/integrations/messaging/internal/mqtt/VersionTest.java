// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** Brokers that speak MQTT 5, and those that do not. */
@Timeout(180)
class VersionTest {
  @TempDir Path folder;

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
  }

  @Test
  void aBrokerThatRefusesMqtt5IsToldTheSameInMqtt311() throws Exception {
    List<byte[]> refusals =
        List.of(
            // In MQTT 5: return code 0x84, no properties. In MQTT 3.1.1: return code 1.
            new byte[] {0x20, 3, 0, (byte) 0x84, 0}, new byte[] {0x20, 2, 0, 1});
    for (byte[] refusal : refusals) {
      try (Mosquitto broker = Mosquitto.open(folder);
          OldBroker old = new OldBroker(broker.port(), refusal);
          Ear ear = new Ear(broker.port());
          BrokerRig rig = new BrokerRig(folder)) {
        rig.configure(old.port(), Map.of());
        rig.until(State.READY);
        assertThat(rig.broker.status().sentence()).contains("MQTT 3.1.1");
        assertThat(old.refused.get()).isEqualTo(1);
        assertThat(ear.next("vestibule/home/available")).isEqualTo("online");
        String id = rig.happens(new DoorExitRequested(Instant.now(), OneDoor.ID));
        JsonNode event =
            new ObjectMapper().readTree(ear.next("vestibule/home/door/exit-requested"));
        assertThat(event.path("id").asText()).isEqualTo(id);
        Awaited.until(() -> rig.outbox.waiting("mqtt") == 0, rig.broker::status);
      }
    }
  }

  @Test
  void whoeverInsistsOnMqtt5IsToldThatTheBrokerDoesNotSpeakIt() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        OldBroker old = new OldBroker(broker.port(), new byte[] {0x20, 3, 0, (byte) 0x84, 0});
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(old.port(), Map.of("version", "5"));
      rig.until(Cause.CONFIGURATION);
      assertThat(rig.broker.status().sentence()).contains("version = auto");
    }
  }

  @Test
  void anEventCarriesItsIdItsVisitAndItsTypeOutsideToo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of());
      rig.until(State.READY);
      try (MosquittoReader reader = broker.reader("vestibule/home/door/+", "%C|%P|%r|%q|%p")) {
        String id =
            rig.outbox.add(
                new DoorExitRequested(Instant.now(), OneDoor.ID), java.util.Optional.of("v-1"));
        String[] told = reader.next().split("\\|", 5);
        assertThat(told[0]).isEqualTo("application/cloudevents+json");
        assertThat(told[1]).contains("id:" + id, "visit:v-1");
        assertThat(told[2] + told[3]).isEqualTo("01");
        assertThat(new ObjectMapper().readTree(told[4]).path("visit").asText()).isEqualTo("v-1");
      }
    }
  }
}
