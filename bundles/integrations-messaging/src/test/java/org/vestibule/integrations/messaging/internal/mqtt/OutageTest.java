// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** A broker that goes in the middle of everything. */
@Timeout(180)
class OutageTest {
  private static final int DOORS = 4;
  private static final int PER_SECOND = 200;

  @TempDir Path folder;

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
  }

  @Test
  void everyEventArrivesInTheOrderOfItsDoorHoweverOftenTheBrokerGoes() throws Exception {
    try (Mosquitto broker = Mosquitto.remembering(folder);
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of());
      rig.until(State.READY);
      try (MosquittoReader reader = broker.reader("vestibule/home/door/exit-requested")) {
        List<String> raised = new ArrayList<>();
        Thread killer = killing(broker, 2);
        for (int i = 0; i < 6 * PER_SECOND; i++) {
          DoorId door = new DoorId("door-" + i % DOORS);
          raised.add(rig.happens(new DoorExitRequested(Instant.now(), door)));
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
        }
        killer.join();
        rig.until(State.READY);
        Awaited.until(() -> rig.outbox.waiting("mqtt") == 0, rig.broker::status);
        Map<String, Set<String>> arrived = firstSeen(reader, raised.size());
        for (int d = 0; d < DOORS; d++) {
          List<String> ofDoor = new ArrayList<>();
          for (int i = d; i < raised.size(); i += DOORS) {
            ofDoor.add(raised.get(i));
          }
          assertThat(arrived.get("door/door-" + d)).containsExactlyElementsOf(ofDoor);
        }
      }
    }
  }

  @Test
  void whatTheBrokersAccessListRefusesIsLaidAsideAndTheRestGoesOn() throws Exception {
    try (Mosquitto broker =
            Mosquitto.withAccess(
                folder, "topic write vestibule/home/door/#\ntopic write vestibule/home/available");
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of());
      rig.until(State.READY);
      rig.outbox.add("gateway/restart", "gateway/restart", Optional.empty(), "{}".getBytes());
      rig.happens(new DoorExitRequested(Instant.now(), OneDoor.ID));
      rig.until(Cause.CREDENTIALS);
      assertThat(rig.broker.status().sentence()).contains("vestibule/home/gateway/restart");
      Awaited.until(() -> rig.outbox.waiting("mqtt") == 0, rig.broker::status);
      assertThat(rig.outbox.dead)
          .singleElement()
          .extracting(l -> l.entry().topic())
          .isEqualTo("gateway/restart");
    }
  }

  @Test
  void aSilentAlarmThatIsRefusedIsLaidAsideWithoutAWordInTheStatus() throws Exception {
    String rights = "topic write vestibule/home/available\ntopic vestibule/home/door/front-door/#";
    try (Mosquitto broker = Mosquitto.withAccess(folder, rights);
        MosquittoReader reader = broker.reader("vestibule/home/door/front-door/contact");
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of("duress", "on"));
      rig.until(State.READY);
      rig.outbox.add("gateway/restart", "gateway/restart", Optional.empty(), "{}".getBytes());
      rig.until(Cause.CREDENTIALS);
      rig.happens(new DuressSignalled(Instant.now(), OneDoor.ID, new PersonId("p-1")));
      Awaited.until(() -> rig.outbox.dead.size() == 2, rig.broker::status);
      assertThat(reader.next()).contains("UNKNOWN");
      // Told once a second, with the status after it.
      for (DoorContact contact : List.of(DoorContact.OPEN, DoorContact.CLOSED)) {
        rig.door.contact = contact;
        assertThat(reader.next()).contains(contact.name());
      }
      assertThat(rig.broker.status().sentence())
          .contains("gateway/restart")
          .doesNotContain("duress");
    }
  }

  @Test
  void aBrokerThatAllowsFewAtATimeIsNotOverrun() throws Exception {
    // What mosquitto allows by itself is 20; Paho breaks off where more are published at a time.
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port());
        BrokerRig rig = new BrokerRig(folder)) {
      for (int i = 0; i < 500; i++) {
        rig.happens(new DoorExitRequested(Instant.now(), OneDoor.ID));
      }
      rig.configure(broker.port(), Map.of("window", "1000"));
      for (int i = 1; i <= 500; i++) {
        JsonNode event =
            new ObjectMapper().readTree(ear.next("vestibule/home/door/exit-requested"));
        assertThat(event.path("id").asText()).isEqualTo("e-" + i);
      }
      Awaited.until(() -> rig.outbox.waiting("mqtt") == 0, rig.broker::status);
      assertThat(ear.passed()).filteredOn(m -> m.contains("/available ")).hasSize(1);
    }
  }

  @Test
  void withoutAnOutboxTheStateIsToldAndTheStatusSaysWhatIsMissing() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port());
        BrokerRig rig = new BrokerRig(folder)) {
      rig.house.unsetOutbox(rig.outbox);
      rig.configure(broker.port(), Map.of());
      assertThat(ear.next("vestibule/home/door/front-door/state")).isEqualTo("LOCKED");
      rig.until(Cause.DEPENDENCY);
      assertThat(rig.broker.status().sentence()).contains("outbox");
      rig.house.setOutbox(rig.outbox);
      rig.happens(new DoorExitRequested(Instant.now(), OneDoor.ID));
      ear.next("vestibule/home/door/exit-requested");
      rig.until(State.READY);
    }
  }

  @Test
  void anOutboxWhoseBundleIsReplacedUnderTheReaderIsReplacedThereToo() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Ear ear = new Ear(broker.port());
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of());
      rig.until(State.READY);
      rig.outbox.replaced = true;
      rig.until(State.UNAVAILABLE);
      MemoryOutbox next = new MemoryOutbox();
      String id = next.add(new DoorExitRequested(Instant.now(), OneDoor.ID), Optional.empty());
      rig.house.setOutbox(next);
      assertThat(ear.next("vestibule/home/door/exit-requested")).contains(id);
      rig.until(State.READY);
    }
  }

  /** Ends the broker and starts it again, so often, while others go on. */
  private static Thread killing(Mosquitto broker, int times) {
    Thread killer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < times; i++) {
                  LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                  broker.end();
                  LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                  broker.start();
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    killer.start();
    return killer;
  }

  private static Map<String, Set<String>> firstSeen(MosquittoReader reader, int expected)
      throws Exception {
    Map<String, Set<String>> seen = new TreeMap<>();
    int ids = 0;
    while (ids < expected) {
      JsonNode event = new ObjectMapper().readTree(reader.next());
      Set<String> door =
          seen.computeIfAbsent(event.path("subject").asText(), key -> new LinkedHashSet<>());
      if (door.add(event.path("id").asText())) {
        ids++;
      }
    }
    return seen;
  }
}
