// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.californium.core.server.resources.Resource;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;

/** The resources of the house, and which of them an event changes. Thread-safe. */
final class CoapRooms {
  private final ItemsResource doors;
  private final ItemsResource visits;
  private final ViewResource health;
  private final ViewResource models;
  private final ViewResource stations;
  private final ViewResource contract;
  private final CommandsResource commands;

  CoapRooms(CoapHouse house, Desk desk, Supplier<String> building, CommandsResource commands) {
    HouseViews views = new HouseViews(house, building);
    VisitViews stories = new VisitViews(house, building);
    this.commands = commands;
    doors = new ItemsResource("doors", views::doors, views::door, views::isDoor, desk);
    doors.described("Doors", "doors", BodyFormat.all()).observed();
    visits = new ItemsResource("visits", stories::all, stories::one, id -> false, desk);
    visits.described("Visits, the newest first", "visits", BodyFormat.plain()).observed();
    health = new ViewResource("health", views::health, desk);
    health.described("Whether the house is ready", "health", BodyFormat.all()).observed();
    models = new ViewResource("models", views::models, desk);
    models.described("Models", "models", BodyFormat.plain()).observed();
    stations = new ViewResource("stations", views::stations, desk);
    stations.described("Door stations", "stations", BodyFormat.all());
    contract = new ViewResource("contract", new ContractView(building), desk);
    contract.described("What this house speaks", "contract", BodyFormat.plain());
  }

  List<Resource> all() {
    return List.of(doors, stations, visits, health, models, contract, commands);
  }

  /** Tells those who observe what an event changes. */
  void on(VestibuleEvent event) {
    if (event instanceof DoorEvent door) {
      doors.look(door.door().value());
      doors.lookAtList();
    } else if (event instanceof VisitEvent) {
      visits.look();
    } else if (event instanceof StatusChanged) {
      health.look();
    } else if (event instanceof ModelChanged) {
      models.look();
    }
  }

  /** Looks at everything again: who may see what has changed. */
  void everything() {
    doors.look();
    visits.look();
    health.look();
    models.look();
  }
}
