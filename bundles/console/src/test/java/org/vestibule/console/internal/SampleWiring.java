// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.Status;

/**
 * Lets stations and doors come and go with their configurations, as the parts do. A new station
 * starts, and answers when somebody says so.
 */
final class SampleWiring {
  final Map<String, SampleStation> made = new TreeMap<>();
  private final SampleConsole console;
  private final List<DoorStation> always;

  SampleWiring(SampleConsole console) {
    this.console = console;
    always = List.copyOf(console.sample.house.stations);
    var before = console.cabinet.told;
    console.cabinet.told =
        pid -> {
          changed(pid);
          before.accept(pid);
        };
  }

  /** Lets every new station answer. */
  synchronized void answer() {
    for (SampleStation station : made.values()) {
      if (station.condition.state() == Status.State.STARTING) {
        station.condition = Status.ready("It answers");
      }
    }
  }

  private synchronized void changed(String pid) {
    Dictionary<String, Object> values = console.cabinet.kept.get(pid);
    if (pid.startsWith("org.vestibule.station.")) {
      made.remove(pid);
      if (values != null) {
        SampleStation station =
            new SampleStation(of(values, "id"), of(values, "title"), of(values, "door"));
        station.condition = Status.starting("It is being asked for the first time");
        made.put(pid, station);
      }
      List<DoorStation> all = new ArrayList<>(always);
      all.addAll(made.values());
      console.sample.house.stations = List.copyOf(all);
    } else if (pid.startsWith("org.vestibule.door~")) {
      DoorId id = new DoorId(pid.substring(pid.indexOf('~') + 1));
      console.sample.doors.removeIf(door -> door.id().equals(id));
      if (values != null) {
        console.sample.doors.add(
            new DoorInfo(
                id,
                of(values, "title"),
                of(values, "actuator"),
                DoorState.LOCKED,
                DoorContact.UNKNOWN,
                Set.of()));
      }
    }
  }

  private static String of(Dictionary<String, Object> values, String key) {
    return String.valueOf(values.get(key));
  }
}
