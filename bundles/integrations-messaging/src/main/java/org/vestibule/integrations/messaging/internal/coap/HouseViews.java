// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.OptionSet;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.messages.senml.HouseSenMl;

/** Doors, stations, health and models as a caller may see them. Thread-safe. */
final class HouseViews {
  private final CoapHouse house;
  private final Supplier<String> building;

  HouseViews(CoapHouse house, Supplier<String> building) {
    this.house = house;
    this.building = building;
  }

  List<View.Form> doors(Asking asking, OptionSet options) throws Refused {
    List<DoorInfo> seen = seen(asking);
    return doorForm(seen, plain(seen));
  }

  View door(String id) {
    return (asking, options) -> {
      List<DoorInfo> one =
          seen(asking).stream().filter(door -> door.id().value().equals(id)).toList();
      if (one.isEmpty()) {
        throw Refused.unknown("door");
      }
      return doorForm(one, plain(one.get(0)));
    };
  }

  /** Returns whether there is such a door, whoever may see it. */
  boolean isDoor(String id) {
    DoorController doors = house.doors;
    return doors != null && doors.doors().stream().anyMatch(door -> door.id().value().equals(id));
  }

  List<View.Form> stations(Asking asking, OptionSet options) throws Refused {
    need(asking, Permission.SEE_HOUSE, "see the house");
    List<StationInfo> infos =
        house.stations.stream()
            .map(DoorStation::info)
            .filter(
                info ->
                    asking.caller().may(Permission.SEE_HOUSE, info.id())
                        || asking.caller().may(Permission.SEE_HOUSE, info.door()))
            .sorted(Comparator.comparing(info -> info.id().value()))
            .toList();
    return List.of(
        new View.Form(
            Set.of(DataClass.EVENT),
            EventFields.plain(infos),
            Optional.of(HouseSenMl.stations(building.get(), infos, Instant.now()))));
  }

  /** Anybody learns whether the house is ready; what is wrong is for those who may see it. */
  List<View.Form> health(Asking asking, OptionSet options) throws Refused {
    StatusBoard board = house.board;
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("ready", board != null && board.ready());
    if (board == null || !asking.caller().may(Permission.SEE_HOUSE)) {
      return List.of(View.Form.of(plain, DataClass.HEALTH));
    }
    Map<String, Status> all = board.all();
    plain.put("parts", EventFields.plain(all));
    return List.of(
        new View.Form(
            Set.of(DataClass.HEALTH),
            plain,
            Optional.of(HouseSenMl.status(building.get(), all, Instant.now()))));
  }

  List<View.Form> models(Asking asking, OptionSet options) throws Refused {
    need(asking, Permission.SEE_HOUSE, "see the house");
    ModelLibrary library = house.models;
    if (library == null) {
      throw Refused.missing("library of models");
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (ModelInfo info : library.models()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("id", info.manifest().id());
      plain.put("slot", info.manifest().slot());
      plain.put("release", info.manifest().release());
      plain.put("state", info.state().name());
      plain.put("serving", info.serving());
      plain.put("problem", info.problem());
      all.add(plain);
    }
    return List.of(View.Form.of(all, DataClass.HEALTH));
  }

  static void need(Asking asking, Permission permission, String what) throws Refused {
    if (!asking.caller().may(permission)) {
      throw Refused.notAllowed(asking, what);
    }
  }

  private List<DoorInfo> seen(Asking asking) throws Refused {
    need(asking, Permission.SEE_HOUSE, "see doors");
    DoorController doors = house.doors;
    if (doors == null) {
      throw Refused.missing("control of doors");
    }
    return doors.doors().stream()
        .filter(door -> asking.caller().may(Permission.SEE_HOUSE, door.id()))
        .toList();
  }

  private List<View.Form> doorForm(List<DoorInfo> doors, Object plain) {
    return List.of(
        new View.Form(
            Set.of(DataClass.EVENT),
            plain,
            Optional.of(HouseSenMl.doors(building.get(), doors, Instant.now()))));
  }

  private static List<Object> plain(List<DoorInfo> doors) {
    return doors.stream().<Object>map(HouseViews::plain).toList();
  }

  /** A set has no order: the same alarms are always written in the same one. */
  private static Map<String, Object> plain(DoorInfo door) {
    @SuppressWarnings("unchecked")
    Map<String, Object> plain = new LinkedHashMap<>((Map<String, Object>) EventFields.plain(door));
    plain.put("alarms", door.alarms().stream().sorted().map(DoorAlarm::name).toList());
    return plain;
  }
}
