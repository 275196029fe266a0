// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.station.StationId;

/**
 * What the house tells, in ONVIF's words. Who came, what was said and that somebody is under duress
 * is not told: that is nothing for a system that shows pictures. Thread-safe.
 */
final class HouseEvents {
  private final Map<StationId, OfferedStation> stations;
  private final Map<DoorId, Set<DoorAlarm>> alarms = new ConcurrentHashMap<>();

  /**
   * @param stations those that are there, by id
   */
  HouseEvents(Map<StationId, OfferedStation> stations) {
    this.stations = stations;
  }

  void on(VestibuleEvent event) {
    if (event instanceof VisitOpened opened) {
      at(opened.after().station(), station -> ring(station, opened.at()));
    } else if (event instanceof VisitUpdated updated && updated.what().equals("pressed")) {
      at(updated.after().station(), station -> ring(station, updated.at()));
    } else if (event instanceof SceneObserved seen) {
      at(seen.station(), station -> saw(station, seen));
    } else if (event instanceof DoorEvent door) {
      on(door);
    }
  }

  private void on(DoorEvent event) {
    if (event instanceof DoorStateChanged lock) {
      tell(lock, Topic.LOCK, word(lock.after()));
    } else if (event instanceof DoorContactChanged leaf) {
      tell(leaf, Topic.LEAF, word(leaf.after()));
    } else if (event instanceof DoorAlarmRaised raised) {
      alarm(raised, raised.alarm(), true);
    } else if (event instanceof DoorAlarmCleared cleared) {
      alarm(cleared, cleared.alarm(), false);
    }
  }

  /** Tells a station how its door is, where nothing was told of it before. */
  void initial(OfferedStation station, DoorInfo door, Instant at) {
    EventBoard board = station.board();
    String token = door.id().value();
    board.initial(Topic.LOCK, token, word(door.state()), at);
    board.initial(Topic.LEAF, token, word(door.contact()), at);
    board.initial(Topic.ALARM, token, alarmWord(door.alarms()), at);
    board.initial(Topic.TAMPER, token, tamperWord(door.alarms()), at);
    board.initial(Topic.FAULT, token, faultWord(door.alarms()), at);
  }

  /** A press is over at once: the button is pressed, and not any more. */
  private static void ring(OfferedStation station, Instant at) {
    station.board().state(Topic.BELL, OfferedStation.BELL, "true", at);
    station.board().state(Topic.BELL, OfferedStation.BELL, "false", at);
  }

  private static void saw(OfferedStation station, SceneObserved seen) {
    EventBoard board = station.board();
    String moving = Boolean.toString(!seen.things().isEmpty());
    board.state(Topic.MOTION, OfferedStation.SOURCE, moving, seen.at());
    String classes = String.join(" ", SceneFrames.classes(seen));
    board.state(
        Topic.OBJECTS, OfferedStation.SOURCE, classes, station.frames().frame(seen), seen.at());
  }

  private void alarm(DoorEvent event, DoorAlarm alarm, boolean on) {
    Set<DoorAlarm> now =
        alarms.compute(
            event.door(),
            (door, before) -> {
              EnumSet<DoorAlarm> after = EnumSet.noneOf(DoorAlarm.class);
              after.addAll(before == null ? Set.of() : before);
              if (on) {
                after.add(alarm);
              } else {
                after.remove(alarm);
              }
              return after;
            });
    switch (alarm) {
      case FORCED_OPEN, HELD_OPEN -> tell(event, Topic.ALARM, alarmWord(now));
      case TAMPER -> tell(event, Topic.TAMPER, tamperWord(now));
      case POWER -> tell(event, Topic.FAULT, faultWord(now));
      case FIRE_RELEASE -> {
        // ONVIF has no word for it; that the lock is released is told as the lock's state.
      }
    }
  }

  private void tell(DoorEvent event, Topic topic, String word) {
    stations.values().stream()
        .filter(station -> station.info().door().equals(event.door()))
        .forEach(station -> station.board().state(topic, event.door().value(), word, event.at()));
  }

  private void at(StationId id, Consumer<OfferedStation> action) {
    OfferedStation station = stations.get(id);
    if (station != null) {
      action.accept(station);
    }
  }

  private static String word(DoorState state) {
    return switch (state) {
      case LOCKED -> "Locked";
      case UNLOCKED -> "Unlocked";
      case UNREACHABLE, UNKNOWN -> "Unknown";
    };
  }

  private static String word(DoorContact contact) {
    return switch (contact) {
      case CLOSED -> "Closed";
      case OPEN -> "Open";
      case UNKNOWN -> "Unknown";
    };
  }

  private static String alarmWord(Set<DoorAlarm> alarms) {
    return alarms.contains(DoorAlarm.FORCED_OPEN)
        ? "DoorForcedOpen"
        : alarms.contains(DoorAlarm.HELD_OPEN) ? "DoorOpenTooLong" : "Normal";
  }

  private static String tamperWord(Set<DoorAlarm> alarms) {
    return alarms.contains(DoorAlarm.TAMPER) ? "TamperDetected" : "NotInTamper";
  }

  private static String faultWord(Set<DoorAlarm> alarms) {
    return alarms.contains(DoorAlarm.POWER) ? "FaultDetected" : "NotInFault";
  }
}
