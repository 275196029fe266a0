// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.DoorStation;

/**
 * The whole house at one moment. The serial is read first: a delta that comes twice says the same
 * thing twice, and none is missed. Each caller gets what their grants let them see.
 */
final class SnapshotResource {
  private static final int VISITS = 50;

  private final House house;
  private final Trust trust;
  private final Gateway gateway;
  private final InstalledBundles bundles;
  private final Deltas deltas;

  SnapshotResource(
      House house, Trust trust, Gateway gateway, InstalledBundles bundles, Deltas deltas) {
    this.house = house;
    this.trust = trust;
    this.gateway = gateway;
    this.bundles = bundles;
    this.deltas = deltas;
  }

  void routes(Router router) {
    router.within(
        Permission.SEE_HOUSE, "GET", "/snapshot", request -> Reply.ok(snapshot(request.caller())));
  }

  private Map<String, Object> snapshot(Caller caller) {
    Map<String, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("serial", deltas.serial());
    snapshot.put("at", Instant.now().toString());
    snapshot.put("building", trust.building());
    snapshot.put("gateway", gateway.plain());
    snapshot.put("caller", SessionResource.plain(caller));
    snapshot.put("visits", Sight.stories(house.recentVisits(VISITS), caller));
    DoorController doors = house.doors;
    List<DoorInfo> shown = doors == null ? List.of() : doors.doors();
    snapshot.put(
        "doors",
        EventFields.plain(
            shown.stream().filter(door -> caller.may(Permission.SEE_HOUSE, door.id())).toList()));
    snapshot.put(
        "workedDoors",
        shown.stream()
            .map(DoorInfo::id)
            .filter(door -> caller.may(Permission.WORK_DOORS, door))
            .map(DoorId::value)
            .toList());
    snapshot.put(
        "stations",
        EventFields.plain(
            house.stations.stream()
                .map(DoorStation::info)
                .filter(info -> Sight.at(caller, Permission.SEE_HOUSE, info.door(), info.id()))
                .toList()));
    ModelLibrary models = house.models;
    snapshot.put("models", models == null ? List.of() : ModelViews.packs(models));
    snapshot.put("comparisons", models == null ? List.of() : ModelViews.comparisons(models));
    snapshot.put("bundles", bundles.plain());
    snapshot.put("statuses", EventFields.plain(house.statuses()));
    PeopleDirectory people = house.people;
    snapshot.put(
        "people",
        people == null
            ? 0
            : people.people().stream().filter(person -> Sight.sees(caller, person)).count());
    return snapshot;
  }
}
