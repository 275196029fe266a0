// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.rights.internal.rule.Subject.Place;

/** Builds states for tests: Ada of unit 12, who has been given the front door. */
final class States {
  static final DoorId FRONT = new DoorId("front-door");
  static final DoorId BACK = new DoorId("back-door");
  static final PersonId ADA = new PersonId("ada");

  /** A Monday, 12:00. */
  static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  final List<AccessRule> rules = new ArrayList<>();
  final List<Zone> zones = new ArrayList<>();
  final Set<DoorId> withheld = new HashSet<>();
  Set<DoorId> doors = Set.of(FRONT);
  Set<String> groups = Set.of();
  Map<String, Place> places = Map.of();
  boolean here = true;
  boolean suspended;
  boolean hasCode = true;
  boolean peopleKnown = true;
  boolean secretsKnown = true;
  Optional<PassFacts> pass = Optional.empty();
  Optional<Instant> entered = Optional.empty();
  Optional<Instant> doorLocked = Optional.empty();
  Optional<Instant> personLocked = Optional.empty();

  States rule(String id, String who, String schedule, String ways) {
    return rule(id, who, schedule, ways, false);
  }

  States rule(String id, String who, String schedule, String ways, boolean firstPersonIn) {
    rules.add(
        new AccessRule(
            id,
            Set.of(FRONT),
            Stream.of(who.split(",")).map(Who::of).toList(),
            schedule,
            Ways.of(ways),
            firstPersonIn,
            Optional.empty()));
    return this;
  }

  States pass(Instant from, Instant until, int uses, int taken) {
    pass =
        Optional.of(new PassFacts("pass-1", ADA, Set.of(FRONT), from, until, uses, taken, false));
    return this;
  }

  RightsState build() {
    Map<String, Timetable> timetables = new HashMap<>();
    for (String weekly : List.of("office:Mon-Fri 08:00-18:00", "weekend:Sat-Sun 00:00-24:00")) {
      String[] parts = weekly.split(":", 2);
      timetables.put(
          parts[0],
          new Timetable(
              parts[0],
              ZoneOffset.UTC,
              parts[1],
              ScheduleText.week(List.of(parts[1])),
              Set.of(),
              Set.of(),
              List.of(),
              Map.of()));
    }
    Person person = new Person(ADA, "Ada", "12", doors);
    Subject subject = new Subject(person, suspended, groups, hasCode, personLocked, places);
    return new RightsState(
        new Book(timetables, rules, zones, withheld, ZoneOffset.UTC, 3),
        peopleKnown,
        secretsKnown,
        here ? Map.of(ADA, subject) : Map.of(),
        pass,
        entered,
        doorLocked);
  }

  static Set<EntryMethod> shown(String labels) {
    return Stream.of(labels.split("\\+"))
        .filter(label -> !label.isBlank())
        .map(label -> EntryMethod.of(label).orElseThrow())
        .collect(Collectors.toSet());
  }

  static AccessRequest ada(String labels) {
    return ada(labels, NOON);
  }

  static AccessRequest ada(String labels, Instant at) {
    return AccessRequest.of(ADA, FRONT, shown(labels), at);
  }

  static AccessRequest pass(Instant at) {
    return new AccessRequest(
        FRONT, Optional.empty(), Optional.of("pass-1"), Set.of(EntryMethod.PASS), false, at);
  }
}
