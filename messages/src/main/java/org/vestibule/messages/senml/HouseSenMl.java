// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.senml;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;

/**
 * What is so in the house now, as SenML packs with the base name {@code vestibule/BUILDING/}. No
 * name of a person and nothing that is written for people stands in them. Thread-safe.
 */
public final class HouseSenMl {
  private static final int MOST_SOURCE = 100;

  private HouseSenMl() {}

  /**
   * Doors: for each {@code door/ID/state} and {@code door/ID/contact} as words, {@code
   * door/ID/locked} and {@code door/ID/open} as flags only where it is known, and a flag {@code
   * door/ID/alarm/NAME} for every alarm that there is.
   */
  public static SenMlPack doors(String building, Collection<DoorInfo> doors, Instant at) {
    SenMlPack.Builder pack = begin(building, at);
    for (DoorInfo door : doors) {
      String name = "door/" + door.id().value() + "/";
      pack.text(name + "state", door.state().name());
      if (door.state() == DoorState.LOCKED || door.state() == DoorState.UNLOCKED) {
        pack.flag(name + "locked", door.state() == DoorState.LOCKED);
      }
      pack.text(name + "contact", door.contact().name());
      if (door.contact() != DoorContact.UNKNOWN) {
        pack.flag(name + "open", door.contact() == DoorContact.OPEN);
      }
      for (DoorAlarm alarm : DoorAlarm.values()) {
        pack.flag(name + "alarm/" + alarm.label(), door.alarms().contains(alarm));
      }
    }
    return pack.build();
  }

  /** Stations: for each {@code station/ID/door}, the door that it stands at. */
  public static SenMlPack stations(String building, Collection<StationInfo> stations, Instant at) {
    SenMlPack.Builder pack = begin(building, at);
    for (StationInfo station : stations) {
      pack.text("station/" + station.id().value() + "/door", station.door().value());
    }
    return pack.build();
  }

  /**
   * Status: for each source {@code status/NAME/state} and {@code status/NAME/cause} as words,
   * {@code status/NAME/ready} as a flag, and {@code status/NAME/since}, how long it has been so, in
   * seconds.
   *
   * @param states by the name of their source
   */
  public static SenMlPack status(String building, Map<String, Status> states, Instant at) {
    SenMlPack.Builder pack = begin(building, at);
    states.forEach(
        (source, status) -> {
          String name = "status/" + level(source) + "/";
          pack.text(name + "state", status.state().name());
          pack.text(name + "cause", status.cause().name());
          pack.flag(name + "ready", status.state() == Status.State.READY);
          long millis = Math.max(0, at.toEpochMilli() - status.since().toEpochMilli());
          pack.figure(name + "since", millis / 1000.0, "s");
        });
    return pack.build();
  }

  /** A source's name is bound neither to a form nor to a length. */
  private static String level(String source) {
    String clean = source.replaceAll("[^A-Za-z0-9._-]", "-");
    return clean.substring(0, Math.min(clean.length(), MOST_SOURCE));
  }

  private static SenMlPack.Builder begin(String building, Instant at) {
    return SenMlPack.at("vestibule/" + building + "/", at);
  }
}
