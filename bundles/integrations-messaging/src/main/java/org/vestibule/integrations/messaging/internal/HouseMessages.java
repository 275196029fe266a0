// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.status.StatusBoard;

/** Puts what happens into messages, each in the forms in which a site may allow it to leave. */
final class HouseMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Where a visit may stand without anybody's name or words: nothing that is written for people.
   */
  private static final Set<String> BARE =
      Set.of(
          "topic",
          "at",
          "what",
          "urgent",
          "before",
          "after",
          "id",
          "station",
          "door",
          "openedAt",
          "closedAt",
          "presses",
          "face",
          "decision",
          "outcome",
          "type",
          "code",
          "visit",
          "orderId",
          "state",
          "why");

  private HouseMessages() {}

  /**
   * @param doors what is asked for all alarms of a door when one of them changes; null while nobody
   *     knows
   */
  static List<Message> of(VestibuleEvent event, DoorController doors) {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.passing(event.topic(), !event.droppable(), forms(event)));
    if (event instanceof DoorStateChanged change) {
      messages.add(door(change.door(), "state", change.after().name()));
    } else if (event instanceof DoorContactChanged change) {
      messages.add(door(change.door(), "contact", change.after().name()));
    } else if (event instanceof DoorAlarmRaised || event instanceof DoorAlarmCleared) {
      // What is known of a door is never older than what it tells.
      known(doors, ((DoorEvent) event).door()).map(HouseMessages::alarms).ifPresent(messages::add);
    } else if (event instanceof StatusChanged change) {
      messages.add(
          status(
              change.source(),
              change.status() == null ? "" : json(EventFields.plain(change.status()))));
    }
    return messages;
  }

  /**
   * Returns whether a notice tells of a silent alarm: somebody may be in danger, and nobody is
   * called. No other notice is both.
   */
  static boolean silentAlarm(Notice notice) {
    return notice.urgent() && notice.quiet();
  }

  /** A notice names whom somebody asks for. */
  static Message of(Notice notice) {
    Map<String, Object> bare = new LinkedHashMap<>();
    bare.put("visit", notice.visit().value());
    bare.put("station", notice.station().value());
    bare.put("urgent", notice.urgent());
    bare.put("quiet", notice.quiet());
    return Message.passing(
        "notice",
        false,
        List.of(
            Form.of(json(EventFields.plain(notice)), DataClass.PERSONAL),
            Form.of(json(bare), DataClass.EVENT)));
  }

  /** Returns what the broker shall keep, after each connection. */
  static List<Message> retained(DoorController doors, StatusBoard board) {
    List<Message> values = new ArrayList<>();
    if (doors != null) {
      for (DoorInfo info : doors.doors()) {
        values.add(door(info.id(), "state", info.state().name()));
        values.add(door(info.id(), "contact", info.contact().name()));
        values.add(alarms(info));
      }
    }
    if (board != null) {
      board
          .all()
          .forEach((name, state) -> values.add(status(name, json(EventFields.plain(state)))));
    }
    return values;
  }

  private static List<Form> forms(VestibuleEvent event) {
    Map<String, Object> all = EventFields.of(event);
    if (event instanceof VisitEvent) {
      Object wordless = without(all, Set.of("transcript"));
      List<Form> forms = new ArrayList<>();
      if (!wordless.equals(all)) {
        forms.add(Form.of(json(all), DataClass.PERSONAL, DataClass.TRANSCRIPT));
      }
      forms.add(Form.of(json(wordless), DataClass.PERSONAL));
      forms.add(Form.of(json(only(all)), DataClass.EVENT));
      return forms;
    }
    if (event instanceof CallEvent
        || event instanceof DoorEvent.DoorOrdered
        || event instanceof DoorEvent.EntryRefused
        || event instanceof DoorEvent.DuressSignalled) {
      return List.of(
          Form.of(json(all), DataClass.PERSONAL), Form.of(json(only(all)), DataClass.EVENT));
    }
    return List.of(
        Form.of(
            json(all),
            event instanceof DoorEvent || event instanceof SceneObserved
                ? DataClass.EVENT
                : DataClass.HEALTH));
  }

  private static Object without(Object value, Set<String> keys) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> left = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (!keys.contains(key)) {
            left.put(key, without(item, keys));
          }
        });
    return left;
  }

  private static Object only(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> left = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (BARE.contains(key)) {
            left.put(key, only(item));
          }
        });
    return left;
  }

  private static Optional<DoorInfo> known(DoorController doors, DoorId door) {
    return doors == null
        ? Optional.empty()
        : doors.doors().stream().filter(info -> info.id().equals(door)).findFirst();
  }

  private static Message alarms(DoorInfo info) {
    return door(
        info.id(), "alarms", json(info.alarms().stream().sorted().map(DoorAlarm::name).toList()));
  }

  private static Message door(DoorId door, String what, String value) {
    return Message.retained("door/" + door.value() + "/" + what, Form.of(value, DataClass.EVENT));
  }

  private static Message status(String source, String state) {
    // A name is not bound to a form; what MQTT reserves must not get into a topic.
    String topic = "status/" + source.replaceAll("[^A-Za-z0-9._-]", "-");
    return Message.retained(topic, Form.of(state, DataClass.HEALTH));
  }

  private static String json(Object plain) {
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps can always be written", e);
    }
  }
}
