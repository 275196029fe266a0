// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/**
 * Whether what is announced is what Home Assistant reads. Its required and known keys are written
 * down here from the pages of its MQTT integration ("Configuration variables"), not taken from the
 * code; its templates are rendered by Jinja, as it does.
 */
class DiscoveryTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The form that Home Assistant matches topics with, behind the prefix. */
  private static final Pattern TOPIC =
      Pattern.compile("homeassistant/(\\w+)/[a-zA-Z0-9_-]+/[a-zA-Z0-9_-]+/config");

  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          "lock", Set.of("command_topic"),
          "sensor", Set.of("state_topic"),
          "binary_sensor", Set.of("state_topic"),
          "event", Set.of("state_topic", "event_types"));

  private static final Set<String> COMMON =
      Set.of(
          "unique_id",
          "name",
          "device",
          "origin",
          "availability",
          "availability_mode",
          "state_topic",
          "value_template",
          "device_class",
          "entity_category",
          "json_attributes_topic",
          "json_attributes_template",
          "qos");

  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "lock",
              Set.of(
                  "command_topic",
                  "payload_lock",
                  "payload_unlock",
                  "payload_open",
                  "optimistic",
                  "retain"),
          "sensor", Set.of("options"),
          "binary_sensor", Set.of("payload_on", "payload_off"),
          "event", Set.of("event_types"));

  private static final Map<String, Set<String>> CLASSES =
      Map.of(
          "sensor", Set.of("enum"),
          "binary_sensor", Set.of("door", "tamper", "problem", "safety"),
          "event", Set.of("doorbell"));

  private final SmallHouse house =
      new SmallHouse().door("front").door("back").station("panel", "front").station("yard", "gate");

  @Test
  void everyRequiredKeyIsThereAndNoneThatHomeAssistantDoesNotKnow() throws IOException {
    Map<String, JsonNode> all = announced();
    assertThat(all).isNotEmpty();
    all.forEach(
        (topic, config) -> {
          String component = component(topic);
          List<String> keys = new ArrayList<>();
          config.fieldNames().forEachRemaining(keys::add);
          assertThat(keys).as(topic).containsAll(REQUIRED.get(component));
          Set<String> known = new HashSet<>(COMMON);
          known.addAll(KNOWN.get(component));
          assertThat(known).as(topic).containsAll(keys);
          if (config.has("device_class")) {
            assertThat(CLASSES.get(component)).contains(config.get("device_class").asText());
          }
        });
  }

  @Test
  void everyEntityHasADeviceAnOriginAndAnIdOfItsOwn() throws IOException {
    Map<String, JsonNode> all = announced();
    assertThat(all.values())
        .allSatisfy(
            config -> {
              assertThat(config.at("/device/identifiers/0").asText()).startsWith("vestibule-home");
              assertThat(config.at("/device/name").asText()).isNotEmpty();
              assertThat(config.at("/origin/name").asText()).isNotEmpty();
            });
    assertThat(all.values().stream().map(config -> config.get("unique_id").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void doorsHangOnTheGateway() throws IOException {
    JsonNode contact =
        announced().get("homeassistant/binary_sensor/vestibule-home/door-back-contact/config");
    assertThat(contact.at("/device/via_device").asText()).isEqualTo("vestibule-home");
    assertThat(contact.at("/device/identifiers/0").asText()).isEqualTo("vestibule-home-door-back");
  }

  @Test
  void bellOfAStationWithoutADoorIsThereAllTheSame() throws IOException {
    JsonNode bell = announced().get("homeassistant/event/vestibule-home/station-yard-bell/config");
    assertThat(bell.at("/device/identifiers/0").asText()).isEqualTo("vestibule-home");
    assertThat(bell.at("/event_types/0").asText()).isEqualTo("ring");
  }

  @Test
  void noPictureIsAnnounced() throws IOException {
    assertThat(announced().keySet())
        .noneMatch(topic -> Set.of("camera", "image").contains(component(topic)));
  }

  @Test
  void wishToOpenIsNeitherKeptByTheBrokerNorSentTwice() throws IOException {
    JsonNode lock = announced().get("homeassistant/lock/vestibule-home/door-front-lock/config");
    assertThat(lock.get("retain").asBoolean()).isFalse();
    assertThat(lock.get("qos").asInt()).isZero();
    assertThat(lock.get("optimistic").asBoolean()).isFalse();
  }

  @Test
  void templatesSayWhatIsKnownAndNothingElse() throws Exception {
    Map<String, JsonNode> all = announced();
    String on = "homeassistant/binary_sensor/vestibule-home/door-front-";
    JsonNode contact = all.get(on + "contact/config").get("value_template");
    JsonNode tamper = all.get(on + "tamper/config").get("value_template");
    JsonNode there = all.get(on + "contact/config").at("/availability/0/value_template");
    JsonNode reached =
        all.get("homeassistant/lock/vestibule-home/door-front-lock/config")
            .at("/availability/1/value_template");
    JsonNode part = all.get("homeassistant/sensor/vestibule-home/status-vision/config");
    assertThat(
            rendered(
                List.of(
                    List.of(contact.asText(), "OPEN"),
                    List.of(contact.asText(), "CLOSED"),
                    List.of(contact.asText(), "UNKNOWN"),
                    List.of(tamper.asText(), "[]"),
                    List.of(tamper.asText(), "[\"TAMPER\",\"POWER\"]"),
                    List.of(tamper.asText(), ""),
                    List.of(there.asText(), "online"),
                    List.of(there.asText(), "stopped"),
                    List.of(there.asText(), "offline"),
                    List.of(reached.asText(), "LOCKED"),
                    List.of(reached.asText(), "UNREACHABLE"),
                    List.of(part.get("value_template").asText(), "{\"state\":\"DEGRADED\"}"),
                    List.of(part.get("value_template").asText(), ""),
                    List.of(part.get("json_attributes_template").asText(), ""))))
        .containsExactly(
            "OPEN",
            "CLOSED",
            "None",
            "OFF",
            "ON",
            "OFF",
            "online",
            "offline",
            "offline",
            "online",
            "offline",
            "DEGRADED",
            "None",
            "{}");
  }

  private Map<String, JsonNode> announced() throws IOException {
    house.parts.put("vision", Status.ready("All is well"));
    house.parts.put("bundle of 2", Status.ready("A name with a space"));
    HomeAssistant convention =
        new HomeAssistant(
            house.house(), new HomeAssistantSettings("homeassistant", Set.of(new DoorId("front"))));
    Map<String, JsonNode> all = new TreeMap<>();
    for (Publication each : convention.born()) {
      if (each.topic().startsWith("homeassistant/")) {
        assertThat(each.retained()).isTrue();
        all.put(each.topic(), MAPPER.readTree(each.payload()));
      }
    }
    return all;
  }

  private static String component(String topic) {
    Matcher matcher = TOPIC.matcher(topic);
    assertThat(matcher.matches()).as(topic).isTrue();
    return matcher.group(1);
  }

  /** Renders pairs of template and payload; {@code value_json} is there only if it is JSON. */
  private static List<String> rendered(List<List<String>> pairs) throws Exception {
    String script =
        """
        import json, sys
        try:
            import jinja2
        except ImportError:
            sys.exit(77)
        def render(template, value):
            names = {"value": value}
            try:
                names["value_json"] = json.loads(value)
            except ValueError:
                pass
            return jinja2.Environment().from_string(template).render(**names)
        print(json.dumps([render(*pair) for pair in json.load(sys.stdin)]))
        """;
    Process python;
    try {
      python = new ProcessBuilder("python3", "-c", script).start();
    } catch (IOException e) {
      return Assumptions.abort("python3 is missing, which renders the templates");
    }
    try (var in = python.outputWriter(StandardCharsets.UTF_8)) {
      in.write(MAPPER.writeValueAsString(pairs));
    }
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(120, TimeUnit.SECONDS)).isTrue();
    Assumptions.assumeTrue(python.exitValue() != 77, "python3 has no jinja2");
    assertThat(python.exitValue()).isZero();
    List<String> lines = new ArrayList<>();
    MAPPER.readTree(said).forEach(line -> lines.add(line.asText()));
    return lines;
  }
}
