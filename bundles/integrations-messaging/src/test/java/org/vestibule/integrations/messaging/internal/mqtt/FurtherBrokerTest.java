// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** A second broker beside the main one. */
@Timeout(180)
class FurtherBrokerTest {
  @TempDir Path folder;
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Surroundings house = Surroundings.of(new WayOut(), outbox);
  private FurtherBroker further;
  private MqttMessaging main;

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
  }

  @AfterEach
  void stop() throws Exception {
    if (further != null) {
      further.stop();
    }
    if (main != null) {
      main.stop();
    }
  }

  @Test
  void aBrokerThatIsDeadDelaysNoOther() throws Exception {
    try (Mosquitto first = Mosquitto.open(Files.createDirectory(folder.resolve("first")));
        Mosquitto second = Mosquitto.remembering(Files.createDirectory(folder.resolve("second")));
        MosquittoReader reader = second.reader("vestibule/tower/door/exit-requested");
        Ear ear = new Ear(first.port())) {
      main = new MqttMessaging(house, null, server(first));
      further = further(Map.of("name", "lift", "building", "tower"), second);
      assertThat(further.name()).isEqualTo("mqtt-lift");
      Awaited.until(() -> further.status().state() == State.READY, further::status);
      second.kill();
      Awaited.until(() -> further.status().state() == State.UNAVAILABLE, further::status);
      String id = outbox.add(new DoorExitRequested(Instant.now(), OneDoor.ID), Optional.empty());
      String heard = ear.next("vestibule/home/door/exit-requested");
      assertThat(new ObjectMapper().readTree(heard).path("id").asText()).isEqualTo(id);
      assertThat(outbox.waiting("mqtt-lift")).isEqualTo(1);
      Awaited.until(
          () -> further.status().sentence().contains("1 events or more wait, the oldest of"),
          further::status);
      assertThat(main.status().state()).isEqualTo(State.READY);
      second.start();
      assertThat(reader.next()).contains(id);
      Awaited.until(() -> outbox.waiting("mqtt-lift") == 0, further::status);
    }
  }

  @Test
  void withoutANameItIsRefusedAndSaysSo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      further = further(Map.of(), broker);
      assertThat(further.status().cause()).isEqualTo(Cause.CONFIGURATION);
      assertThat(further.status().sentence()).contains("name", MqttConfig.FURTHER_PID);
    }
  }

  @Test
  void onlyWhereItsConfigurationIsRemovedIsNothingKeptForIt() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      for (int reason = 1; reason <= 6; reason++) {
        further = further(Map.of("name", "lift"), broker);
        Awaited.until(() -> further.status().state() == State.READY, further::status);
        further.stop(reason);
        assertThat(outbox.cursors.containsKey("mqtt-lift"))
            .as("after the reason %s", reason)
            .isEqualTo(reason != Broker.CONFIGURATION_DELETED);
      }
      further = further(Map.of("name", "lift"), broker);
      Awaited.until(() -> further.status().state() == State.READY, further::status);
      String id = outbox.add(new DoorExitRequested(Instant.now(), OneDoor.ID), Optional.empty());
      outbox.dead.add(new Outbox.DeadLetter(outbox.entries.get(0), "Refused " + id, Instant.now()));
      further.stop(Broker.CONFIGURATION_DELETED);
      assertThat(outbox.cursors).as("somebody may look after its letters").containsKey("mqtt-lift");
    }
  }

  @Test
  void sparkplugTellsNothingOfThePastAndNothingIsKeptForItOnceItIsOff() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of("sparkplug", "on"));
      Awaited.until(() -> rig.outbox.cursors.containsKey("sparkplug"), rig.broker::status);
      rig.configure(broker.port(), Map.of("sparkplug", "off"));
      Awaited.until(() -> !rig.outbox.cursors.containsKey("sparkplug"), rig.broker::status);
      rig.configure(0, Map.of("server", ""));
      rig.until(Cause.DISABLED);
      assertThat(rig.outbox.cursors).as("switched off for a while").containsKey("mqtt");
    }
  }

  private FurtherBroker further(Map<String, Object> more, Mosquitto broker) {
    Map<String, Object> properties = new java.util.TreeMap<>(server(broker));
    properties.putAll(more);
    return new FurtherBroker(house, null, properties);
  }

  private static Map<String, Object> server(Mosquitto broker) {
    return Map.of("server", "tcp://127.0.0.1:" + broker.port());
  }
}
