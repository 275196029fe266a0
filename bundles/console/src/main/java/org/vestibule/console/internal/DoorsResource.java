// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;

/** Doors: how they are, opening them by hand, and why somebody may pass or not. */
final class DoorsResource {
  /** How long a door is held, in seconds; asked for again, it is held for that long again. */
  record Hold(Integer seconds) {}

  private final House house;
  private final Entrance entrance;
  private final HandOpening opening;

  DoorsResource(House house, Entrance entrance) {
    this.house = house;
    this.entrance = entrance;
    this.opening = new HandOpening(house);
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_HOUSE, "GET", "/doors", this::list)
        .within(Permission.SEE_HOUSE, "GET", "/doors/{id}", this::one)
        .within(Permission.WORK_DOORS, "POST", "/doors/{id}/open", this::open)
        .within(Permission.WORK_DOORS, "POST", "/doors/{id}/hold", this::hold)
        .within(Permission.WORK_DOORS, "POST", "/doors/{id}/secure", this::secure)
        .within(Permission.SEE_RIGHTS, "GET", "/doors/{id}/explain", this::explain);
  }

  private Reply list(Request request) throws Problem {
    return Reply.ok(
        EventFields.plain(
            doors().doors().stream()
                .filter(door -> request.caller().may(Permission.SEE_HOUSE, door.id()))
                .toList()));
  }

  private Reply one(Request request) throws Problem {
    return Reply.ok(EventFields.plain(door(request, Permission.SEE_HOUSE)));
  }

  private Reply open(Request request) throws VestibuleException {
    DoorInfo door = door(request, Permission.WORK_DOORS);
    return Reply.ok(opening.order(new Command.DoorOpen(door.id()), request));
  }

  private Reply hold(Request request) throws VestibuleException {
    DoorInfo door = door(request, Permission.WORK_DOORS);
    Integer seconds = request.body(Hold.class, Json.SMALL).seconds();
    long most = HoldOrder.MOST_LEASE.toSeconds();
    if (seconds == null || seconds < 1 || seconds > most) {
      throw Problem.invalid(
          "seconds",
          seconds == null ? "none" : seconds.toString(),
          "1 to " + most,
          "Ask again before the time is over to hold it longer.");
    }
    return Reply.ok(opening.order(new Command.DoorHold(door.id(), seconds), request));
  }

  private Reply secure(Request request) throws VestibuleException {
    DoorInfo door = door(request, Permission.WORK_DOORS);
    return Reply.ok(opening.order(new Command.DoorSecure(door.id()), request));
  }

  private Reply explain(Request request) throws VestibuleException {
    DoorInfo door = door(request, Permission.SEE_RIGHTS);
    PersonId person =
        Sight.person(
            house,
            request.caller(),
            Permission.SEE_RIGHTS,
            Optional.ofNullable(request.http().getParameter("person")).orElse(""));
    AccessRequest asked = AccessRequest.of(person, door.id(), shown(request), at(request));
    Entitlement entitlement = House.need(entrance.rights, "rights").judge(asked);
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("door", door.id().value());
    plain.put("person", person.value());
    plain.put("at", asked.at().toString());
    plain.put("shown", asked.shown().stream().map(EntryMethod::label).sorted().toList());
    plain.put("entitlement", EventFields.plain(entitlement));
    return Reply.ok(plain);
  }

  private static Instant at(Request request) throws Problem {
    String given = request.http().getParameter("at");
    try {
      return given == null ? Instant.now() : Instant.parse(given);
    } catch (DateTimeException e) {
      throw Problem.invalid(
          "query parameter at",
          Request.shortened(given),
          "a moment of ISO 8601",
          "Ask for ?at=2026-03-31T08:00:00Z");
    }
  }

  private static Set<EntryMethod> shown(Request request) throws Problem {
    String given = Optional.ofNullable(request.http().getParameter("by")).orElse("face");
    Set<EntryMethod> shown = new LinkedHashSet<>();
    for (String label : given.split(",")) {
      shown.add(
          EntryMethod.of(label.trim())
              .orElseThrow(
                  () ->
                      Problem.invalid(
                          "query parameter by",
                          Request.shortened(label),
                          "any of face, code, card, pass, phone, human",
                          "Ask for ?by=face,code")));
    }
    return shown;
  }

  private DoorController doors() throws Problem {
    return House.need(house.doors, "doors");
  }

  private DoorInfo door(Request request, Permission permission) throws Problem {
    String id = request.part("id");
    return doors().doors().stream()
        .filter(door -> door.id().value().equals(id) && request.caller().may(permission, door.id()))
        .findFirst()
        .orElseThrow(() -> unknownDoor(id));
  }

  static Problem unknownDoor(String id) {
    return new Problem(
        404,
        "unknown-door",
        "door",
        Request.shortened(id),
        "a door listed under /api/doors",
        "Check the spelling.");
  }

  /** Reads the doors of a body. */
  static Set<DoorId> doors(Iterable<String> names) throws Problem {
    Set<DoorId> doors = new LinkedHashSet<>();
    try {
      for (String name : names) {
        doors.add(new DoorId(name));
      }
      return doors;
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Problem.invalid(
          "doors", "another form", "1 to 63 of a-z, 0-9 and '-' each", "For example front-door.");
    }
  }
}
