// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.integrations.messaging.internal.mqtt.RealBroker.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.messaging.internal.mqtt.House.Refusal;
import org.vestibule.integrations.messaging.internal.mqtt.RealBroker;
import org.vestibule.integrations.messaging.internal.mqtt.Rider;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/** At a real broker, with clients of somebody else. */
class HomeAssistantBrokerTest {
  private static final String LOCK = "vestibule/home/home-assistant/door/front/lock";
  private static final String CONFIG = "homeassistant/lock/vestibule-home/door-front-lock/config";

  @TempDir Path folder;
  private final SmallHouse house = new SmallHouse().door("front").station("panel", "front");

  @Test
  void commandThatTheBrokerKeptIsRefusedAndAFreshOneOpens() throws Exception {
    try (RealBroker broker = new RealBroker(folder)) {
      broker.tell("-r", "-t", "vestibule/home/home-assistant/door/front/set", "-m", "OPEN");
      try (Rider rider = new Rider(convention(), broker.port())) {
        until(() -> !house.refused.isEmpty());
        assertThat(house.refused).extracting(Refusal::code).containsExactly("command-retained");
        assertThat(house.ordered).isEmpty();
        broker.tell("-t", "vestibule/home/home-assistant/door/front/set", "-m", "UNLOCK");
        until(() -> !house.ordered.isEmpty());
        assertThat(house.ordered.get(0).request().command())
            .isEqualTo(new Command.DoorOpen(new DoorId("front")));
      }
    }
  }

  @Test
  void whoeverComesLateFindsTheDoorItsLockAndNoBellThatRang() throws Exception {
    try (RealBroker broker = new RealBroker(folder);
        Rider rider = new Rider(convention(), broker.port())) {
      BlockingQueue<String> live = broker.ear("vestibule/home/home-assistant/#");
      rider.on(house.happened("visit/opened", "{'after':{'station':'panel'}}"));
      assertThat(text(await(live, line -> line.contains("/bell "))))
          .isEqualTo("{\"event_type\":\"ring\"}");
      house.door("front", DoorState.UNLOCKED, DoorContact.CLOSED);
      rider.on(house.happened("door/state", "{'door':'front','after':'UNLOCKED'}"));
      assertThat(text(await(live, line -> line.startsWith(LOCK) && text(line).startsWith("U"))))
          .isEqualTo("UNLOCKED");
      JsonNode config =
          new ObjectMapper()
              .readTree(
                  text(await(broker.ear("homeassistant/#"), line -> line.startsWith(CONFIG))));
      assertThat(config.get("state_topic").asText()).isEqualTo(LOCK);
      BlockingQueue<String> late = broker.ear("vestibule/home/home-assistant/#");
      assertThat(late).containsExactly(LOCK + " 1 1 " + hex("UNLOCKED"));
    }
  }

  @Test
  void whatAFormerStartAnnouncedIsTakenAwayAndTheRestIsThere() throws Exception {
    String former = "homeassistant/binary_sensor/vestibule-home/door-cellar-contact/config";
    try (RealBroker broker = new RealBroker(folder)) {
      broker.tell("-r", "-t", former, "-m", "{}");
      BlockingQueue<String> live = broker.ear("homeassistant/#");
      assertThat(await(live, line -> line.startsWith(former))).contains(" 1 7b7d");
      try (Rider rider = new Rider(convention(), broker.port())) {
        await(live, line -> line.startsWith(CONFIG));
        // It counts from when it was heard of, which may be after the first announcement.
        until(
            () -> {
              house.wait(Announcements.GRACE.plus(Duration.ofSeconds(1)));
              return live.stream()
                  .anyMatch(line -> line.startsWith(former) && line.strip().endsWith(" 0"));
            });
      }
      BlockingQueue<String> late = broker.ear("homeassistant/#");
      assertThat(late).noneMatch(line -> line.startsWith(former));
      assertThat(late).anyMatch(line -> line.startsWith(CONFIG));
    }
  }

  @Test
  void accessListOfTheDocumentationLetsHomeAssistantInAndNobodyElse() throws Exception {
    String page = Files.readString(Path.of("docs", "home-assistant.md"));
    String list = page.substring(page.indexOf("user home-assistant"));
    Path file = folder.resolve("access");
    Files.writeString(file, list.substring(0, list.indexOf("```")));
    String set = "vestibule/home/home-assistant/door/front/set";
    try (RealBroker broker = new RealBroker(folder, "acl_file " + file + "\n");
        Rider rider = new Rider(convention(), broker.port(), Optional.of("vestibule"))) {
      Process reader =
          broker.start(
              "mosquitto_sub",
              "-p",
              "" + broker.port(),
              "-u",
              "home-assistant",
              "-t",
              CONFIG,
              "-C",
              "1",
              "-W",
              "60");
      assertThat(reader.waitFor(80, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.exitValue()).isZero();
      broker.tell("-t", set, "-m", "OPEN");
      broker.tell("-u", "somebody", "-t", set, "-m", "OPEN");
      broker.tell("-u", "home-assistant", "-t", set, "-m", "LOCK");
      until(() -> !house.ordered.isEmpty());
      assertThat(house.ordered)
          .extracting(each -> each.request().command())
          .containsExactly(new Command.DoorSecure(new DoorId("front")));
    }
  }

  private HomeAssistant convention() {
    return new HomeAssistant(
        house.house(), new HomeAssistantSettings("homeassistant", Set.of(new DoorId("front"))));
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static String text(String line) {
    String hex = line.substring(line.lastIndexOf(' ') + 1);
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
