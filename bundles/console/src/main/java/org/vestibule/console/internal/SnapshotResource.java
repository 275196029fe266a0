// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.DoorStation;

/**
 * The whole house at one moment. The serial is read first: a delta that comes twice says the same
 * thing twice, and none is missed.
 */
final class SnapshotResource {
  private static final int VISITS = 50;

  private final House house;
  private final Gateway gateway;
  private final InstalledBundles bundles;
  private final Deltas deltas;

  SnapshotResource(House house, Gateway gateway, InstalledBundles bundles, Deltas deltas) {
    this.house = house;
    this.gateway = gateway;
    this.bundles = bundles;
    this.deltas = deltas;
  }

  void routes(Router router) {
    router.on("GET", "/snapshot", request -> Reply.ok(snapshot()));
  }

  private Map<String, Object> snapshot() {
    Map<String, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("serial", deltas.serial());
    snapshot.put("at", Instant.now().toString());
    snapshot.put("gateway", gateway.plain());
    snapshot.put("visits", EventFields.plain(house.recentVisits(VISITS)));
    DoorController doors = house.doors;
    snapshot.put("doors", EventFields.plain(doors == null ? List.of() : doors.doors()));
    snapshot.put(
        "stations", EventFields.plain(house.stations.stream().map(DoorStation::info).toList()));
    ModelLibrary models = house.models;
    snapshot.put("models", models == null ? List.of() : ModelViews.packs(models));
    snapshot.put("comparisons", models == null ? List.of() : ModelViews.comparisons(models));
    snapshot.put("bundles", bundles.plain());
    snapshot.put("statuses", EventFields.plain(house.statuses()));
    PeopleDirectory people = house.people;
    snapshot.put("people", people == null ? 0 : people.people().size());
    return snapshot;
  }
}
