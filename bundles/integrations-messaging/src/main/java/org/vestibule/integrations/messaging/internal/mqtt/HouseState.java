// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.StatusBoard;

/**
 * The values that a broker keeps: one a topic, plain or flat, because many building systems read no
 * more than that. Thread-safe.
 */
final class HouseState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOORS = "door/";
  private static final String PARTS = "status/";

  private final Surroundings house;
  private final Map<String, String> told = new ConcurrentHashMap<>();

  HouseState(Surroundings house) {
    this.house = house;
  }

  /** Returns the values that an event changed. */
  List<Outgoing> changed(VestibuleEvent event, MqttSettings settings) {
    Optional<Outgoing> value = Optional.empty();
    if (event instanceof DoorStateChanged change) {
      value = Optional.of(door(settings, change.door(), "state", change.after().name()));
    } else if (event instanceof DoorContactChanged change) {
      value = Optional.of(door(settings, change.door(), "contact", change.after().name()));
    } else if (event instanceof DoorAlarmRaised || event instanceof DoorAlarmCleared) {
      // What is known of a door is never older than what it tells.
      value = known(((DoorEvent) event).door()).map(info -> alarms(settings, info));
    } else if (event instanceof StatusChanged change) {
      String state = change.status() == null ? "" : json(EventFields.plain(change.status()));
      value = Optional.of(status(settings, change.source(), state));
    }
    value.ifPresent(each -> told.put(each.topic(), text(each)));
    return value.stream().toList();
  }

  /** Returns all values, and takes those away whose door or part is gone. */
  List<Outgoing> all(MqttSettings settings) {
    DoorController doors = house.doors();
    StatusBoard board = house.board();
    List<Outgoing> values = new ArrayList<>(doors(settings, doors));
    if (board != null) {
      board
          .all()
          .forEach(
              (name, state) -> values.add(status(settings, name, json(EventFields.plain(state)))));
    }
    Predicate<String> known =
        topic ->
            topic.startsWith(settings.topic(DOORS))
                ? doors != null
                : !topic.startsWith(settings.topic(PARTS)) || board != null;
    List<Outgoing> all = new ArrayList<>(values);
    all.addAll(gone(values, known));
    values.forEach(value -> told.put(value.topic(), text(value)));
    return all;
  }

  /**
   * Returns what is otherwise than it was told: a door comes and goes without an event that says
   * so.
   */
  List<Outgoing> differences(MqttSettings settings) {
    DoorController doors = house.doors();
    if (doors == null) {
      return List.of();
    }
    List<Outgoing> values = doors(settings, doors);
    List<Outgoing> different = new ArrayList<>();
    for (Outgoing value : values) {
      if (!text(value).equals(told.put(value.topic(), text(value)))) {
        different.add(value);
      }
    }
    different.addAll(gone(values, topic -> topic.startsWith(settings.topic(DOORS))));
    return different;
  }

  private static List<Outgoing> doors(MqttSettings settings, DoorController doors) {
    List<Outgoing> values = new ArrayList<>();
    for (DoorInfo info : doors == null ? List.<DoorInfo>of() : doors.doors()) {
      values.add(door(settings, info.id(), "state", info.state().name()));
      values.add(door(settings, info.id(), "contact", info.contact().name()));
      values.add(alarms(settings, info));
    }
    return values;
  }

  /**
   * Forgets what was told and is not among these values, and returns what takes it away.
   *
   * @param known whether it is known of a topic that it is gone: while nobody knows the doors, they
   *     are not gone
   */
  private List<Outgoing> gone(List<Outgoing> values, Predicate<String> known) {
    Set<String> here = new HashSet<>();
    values.forEach(value -> here.add(value.topic()));
    List<Outgoing> gone = new ArrayList<>();
    for (String topic : told.keySet()) {
      if (!here.contains(topic) && known.test(topic)) {
        told.remove(topic);
        // An empty retained message takes the old one away (MQTT 5.0, 3.3.1.3).
        gone.add(Outgoing.kept(topic, "", DataClass.HEALTH));
      }
    }
    return gone;
  }

  private Optional<DoorInfo> known(DoorId door) {
    DoorController doors = house.doors();
    return doors == null
        ? Optional.empty()
        : doors.doors().stream().filter(info -> info.id().equals(door)).findFirst();
  }

  private static Outgoing alarms(MqttSettings settings, DoorInfo info) {
    List<String> names = info.alarms().stream().sorted().map(DoorAlarm::name).toList();
    return door(settings, info.id(), "alarms", json(names));
  }

  private static Outgoing door(MqttSettings settings, DoorId door, String what, String value) {
    String topic = settings.topic(DOORS + door.value() + "/" + what);
    return Outgoing.kept(topic, value, DataClass.EVENT);
  }

  private static Outgoing status(MqttSettings settings, String source, String state) {
    // A name is not bound to a form; what MQTT reserves must not get into a topic.
    String topic = settings.topic(PARTS + source.replaceAll("[^A-Za-z0-9._-]", "-"));
    return Outgoing.kept(topic, state, DataClass.HEALTH);
  }

  private static String text(Outgoing value) {
    return new String(value.choices().iterator().next().payload().get(), StandardCharsets.UTF_8);
  }

  private static String json(Object plain) {
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps can always be written", e);
    }
  }
}
