// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;

/**
 * Describes the house to Home Assistant: one device for each door and one for the gateway, each
 * with its entities (Home Assistant, MQTT, "MQTT discovery"; the pages of its MQTT binary sensor,
 * event, lock and sensor). No picture is announced, because none leaves. Used by one thread.
 */
final class Discovery {
  /** What each is to Home Assistant ("Binary sensor", device class). */
  private static final Map<DoorAlarm, String> ALARMS =
      Map.of(
          DoorAlarm.FORCED_OPEN, "safety",
          DoorAlarm.HELD_OPEN, "problem",
          DoorAlarm.TAMPER, "tamper",
          DoorAlarm.POWER, "problem",
          DoorAlarm.FIRE_RELEASE, "safety");

  private final HomeAssistantTopics topics;
  private final Set<DoorId> workable;
  private List<Object> described = List.of();
  private Map<String, Announced> description = Map.of();

  /**
   * @param workable the doors that Home Assistant may open
   */
  Discovery(HomeAssistantTopics topics, Set<DoorId> workable) {
    this.topics = topics;
    this.workable = workable;
  }

  /**
   * What stands at the broker for one entity.
   *
   * @param config JSON
   * @param what of which class it is
   */
  record Announced(String config, DataClass what) {}

  /**
   * Returns the entities by the topic at which each is announced: the same object again as long as
   * they are the same, because it is asked every second.
   *
   * @param parts the names of the gateway's parts
   */
  Map<String, Announced> of(List<DoorInfo> doors, Set<StationInfo> stations, Set<String> parts) {
    Map<DoorId, String> titles =
        doors.stream()
            .collect(Collectors.toMap(DoorInfo::id, DoorInfo::title, (one, other) -> one));
    List<Object> seen = List.of(titles, stations, Set.copyOf(parts));
    if (seen.equals(described)) {
      return description;
    }
    Map<String, Announced> all = new TreeMap<>();
    for (DoorInfo door : doors) {
      lock(all, door);
      contact(all, door);
      for (DoorAlarm alarm : DoorAlarm.values()) {
        alarm(all, door, alarm);
      }
    }
    stations.forEach(station -> bell(all, station, doors, stations));
    parts.forEach(name -> part(all, name));
    described = seen;
    description = all;
    return all;
  }

  private void lock(Map<String, Announced> all, DoorInfo door) {
    boolean lock = workable.contains(door.id());
    String object = "door-" + door.id() + "-lock";
    ObjectNode config = entity(object, "Lock", Devices.door(topics, door));
    config.put("state_topic", topics.lock(door.id()));
    if (lock) {
      config.put("command_topic", topics.set(door.id()));
      config.put("payload_lock", LockOrder.LOCK.name());
      config.put("payload_unlock", LockOrder.UNLOCK.name());
      config.put("payload_open", LockOrder.OPEN.name());
      // Neither kept by the broker nor sent twice: a wish to open is for now, or not at all.
      config.put("retain", false);
      config.put("qos", 0);
      config.put("optimistic", false);
    } else {
      enumeration(config, LockValue.names());
    }
    config.put("availability_mode", "all");
    ArrayNode availability = (ArrayNode) config.get("availability");
    available(availability, topics.house("door/" + door.id() + "/state"), "value != 'UNREACHABLE'");
    put(all, lock ? "lock" : "sensor", object, config, DataClass.EVENT);
  }

  private void contact(Map<String, Announced> all, DoorInfo door) {
    String object = "door-" + door.id() + "-contact";
    ObjectNode config = entity(object, "Leaf", Devices.door(topics, door));
    config.put("device_class", "door");
    config.put("state_topic", topics.house("door/" + door.id() + "/contact"));
    config.put("payload_on", DoorContact.OPEN.name());
    config.put("payload_off", DoorContact.CLOSED.name());
    // A door without a contact is unknown, never closed.
    config.put("value_template", "{{ value if value in ['OPEN', 'CLOSED'] else 'None' }}");
    put(all, "binary_sensor", object, config, DataClass.EVENT);
  }

  private void alarm(Map<String, Announced> all, DoorInfo door, DoorAlarm alarm) {
    String object = "door-" + door.id() + "-" + alarm.label();
    String words = alarm.label().replace('-', ' ');
    String name = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    ObjectNode config = entity(object, name, Devices.door(topics, door));
    config.put("device_class", ALARMS.get(alarm));
    config.put("state_topic", topics.house("door/" + door.id() + "/alarms"));
    config.put(
        "value_template",
        "{{ 'ON' if '" + alarm.name() + "' in (value_json | default([])) else 'OFF' }}");
    put(all, "binary_sensor", object, config, DataClass.EVENT);
  }

  private void bell(
      Map<String, Announced> all,
      StationInfo station,
      List<DoorInfo> doors,
      Set<StationInfo> stations) {
    long there = stations.stream().filter(other -> other.door().equals(station.door())).count();
    Optional<DoorInfo> door =
        doors.stream().filter(info -> info.id().equals(station.door())).findFirst();
    boolean alone = there == 1 && door.isPresent();
    String object = "station-" + station.id() + "-bell";
    ObjectNode config =
        entity(
            object,
            alone ? "Doorbell" : "Doorbell " + station.title(),
            door.map(info -> Devices.door(topics, info)).orElseGet(() -> Devices.gateway(topics)));
    config.put("device_class", "doorbell");
    config.put("state_topic", topics.bell(station.id()));
    config.putArray("event_types").add(Bells.RING);
    put(all, "event", object, config, DataClass.EVENT);
  }

  private void part(Map<String, Announced> all, String name) {
    String topic = topics.status(name);
    String object = "status-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
    ObjectNode config = entity(object, name, Devices.gateway(topics));
    config.put("entity_category", "diagnostic");
    config.put("state_topic", topic);
    config.put("value_template", "{{ value_json.state if value_json is mapping else 'None' }}");
    enumeration(config, Stream.of(Status.State.values()).map(Status.State::name).toList());
    config.put("json_attributes_topic", topic);
    config.put(
        "json_attributes_template", "{{ (value_json if value_json is mapping else {}) | tojson }}");
    put(all, "sensor", object, config, DataClass.HEALTH);
  }

  private ObjectNode entity(String object, String name, ObjectNode device) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("unique_id", topics.node() + "-" + object);
    config.put("name", name);
    config.set("device", device);
    config.putObject("origin").put("name", "Vestibule");
    // Besides online and offline the house says "stopped": on purpose, but not there either.
    available(config.putArray("availability"), topics.house("available"), "value == 'online'");
    return config;
  }

  private static void available(ArrayNode availability, String topic, String condition) {
    availability
        .addObject()
        .put("topic", topic)
        .put("payload_available", "online")
        .put("payload_not_available", "offline")
        .put("value_template", "{{ 'online' if " + condition + " else 'offline' }}");
  }

  private static void enumeration(ObjectNode config, List<String> values) {
    config.put("device_class", "enum");
    ArrayNode options = config.putArray("options");
    values.forEach(options::add);
  }

  private void put(
      Map<String, Announced> all, String component, String object, ObjectNode it, DataClass what) {
    all.put(topics.config(component, object), new Announced(it.toString(), what));
  }
}
