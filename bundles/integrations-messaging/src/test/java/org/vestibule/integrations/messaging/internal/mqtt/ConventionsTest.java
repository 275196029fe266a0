// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.broker.MosquittoReader;

/** Whoever speaks on a connection beside the house. */
@Timeout(180)
class ConventionsTest {
  @TempDir Path folder;
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Surroundings house = new Surroundings();
  private final Talker talker = new Talker();
  private BrokerLink link;

  @BeforeEach
  void needsABroker() {
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    house.setEgress(new WayOut());
    house.setOutbox(outbox);
  }

  @AfterEach
  void stop() throws Exception {
    if (link != null) {
      link.stop();
    }
  }

  @Test
  void aConventionIsBornHearsAnswersHearsWhatHappensAndLeaves() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = broker.reader("talk/#", "%t %p")) {
      link = link(broker);
      link.start();
      assertThat(reader.next()).isEqualTo("talk/born 1");
      broker.send("ask/door", "who is there");
      assertThat(reader.next()).isEqualTo("talk/answer who is there false");
      String id = outbox.add(new DoorExitRequested(Instant.now(), OneDoor.ID), Optional.empty());
      assertThat(reader.next()).isEqualTo("talk/event " + id);
      Awaited.until(() -> outbox.waiting("talk") == 0, link::status);
      broker.send("ask/door", "renew");
      assertThat(reader.next()).isEqualTo("talk/answer renew false");
      assertThat(reader.next()).isEqualTo("talk/left ");
      assertThat(reader.next()).isEqualTo("talk/born 2");
      link.stop();
      assertThat(reader.next()).isEqualTo("talk/left ");
    }
  }

  @Test
  void anEventThatAConventionChokesOnIsLostForThatConventionAlone() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = broker.reader("talk/#", "%t %p")) {
      link = link(broker);
      link.start();
      assertThat(reader.next()).isEqualTo("talk/born 1");
      outbox.add("broken/event", "broken/event", Optional.empty(), "{}".getBytes());
      String id = outbox.add(new DoorExitRequested(Instant.now(), OneDoor.ID), Optional.empty());
      assertThat(reader.next()).isEqualTo("talk/event " + id);
      Awaited.until(() -> outbox.waiting("talk") == 0, link::status);
    }
  }

  @Test
  void homeAssistantRidesOnTheHousesConnectionAndSparkplugHasItsOwn() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        MosquittoReader reader = broker.reader("#", "%t %r");
        BrokerRig rig = new BrokerRig(folder)) {
      rig.configure(broker.port(), Map.of("homeAssistant", "on", "sparkplug", "on"));
      rig.until(State.READY);
      Set<String> wanted =
          new java.util.TreeSet<>(
              List.of("homeassistant/", "vestibule/home/available", "spBv1.0/vestibule/NBIRTH/"));
      while (!wanted.isEmpty()) {
        String heard = reader.next();
        wanted.removeIf(heard::startsWith);
      }
    }
  }

  private LinkPlan plan(Mosquitto broker) throws Exception {
    Map<String, Object> properties = Map.of("server", "tcp://127.0.0.1:" + broker.port());
    ServerSettings server = MqttSettings.of(MqttConfig.PID, properties).server();
    return new LinkPlan(MqttConfig.PID, server, List.of(new ConventionVoice(talker)));
  }

  private BrokerLink link(Mosquitto broker) throws Exception {
    return new BrokerLink("talk", house, plan(broker));
  }

  /** Says what it is asked to. */
  private static final class Talker implements Convention {
    private int births;
    private boolean renews;

    @Override
    public String name() {
      return "talker";
    }

    @Override
    public Optional<Publication> will() {
      return Optional.of(say("died", ""));
    }

    @Override
    public Set<String> subscriptions() {
      return Set.of("ask/+");
    }

    @Override
    public List<Publication> born() {
      renews = false;
      return List.of(say("born", " " + ++births));
    }

    @Override
    public List<Publication> leaving() {
      return List.of(say("left", ""));
    }

    @Override
    public List<Publication> on(OutboxEntry entry) {
      if (entry.topic().startsWith("broken")) {
        throw new IllegalStateException("cannot read it");
      }
      return List.of(say("event", " " + entry.id()));
    }

    @Override
    public List<Publication> heard(Heard message) {
      String words = new String(message.payload());
      renews = words.equals("renew");
      return List.of(say("answer", " " + words + " " + message.retained()));
    }

    @Override
    public boolean renews() {
      return renews;
    }

    private static Publication say(String level, String words) {
      return new Publication(
          "talk/" + level,
          words.strip().getBytes(),
          Set.of(DataClass.EVENT),
          1,
          false,
          Optional.empty());
    }
  }
}
