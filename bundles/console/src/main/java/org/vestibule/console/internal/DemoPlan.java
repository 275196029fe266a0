// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.store.SealedShelves;

/**
 * What was made for the demonstration, or was about to be when the power went: written before the
 * first thing is made, gone after the last one is. It lies where the people lie, so that a backup
 * has both or neither.
 *
 * @param whole whether all of it was made
 * @param people whom it entered
 * @param configurations what it added, the door first
 * @param visits which visits it invented; empty in a plan of before there were any
 */
record DemoPlan(
    boolean whole, List<String> people, List<String> configurations, List<String> visits) {
  private static final String SHELF = "demo-data";
  private static final String KEY = "plan";

  DemoPlan {
    people = List.copyOf(people);
    configurations = List.copyOf(configurations);
    visits = List.copyOf(visits);
  }

  /** Returns what is about to be made. */
  static DemoPlan begun() {
    return new DemoPlan(
        false,
        DemoHouse.PEOPLE.stream().map(Person::id).map(PersonId::value).toList(),
        List.of(
            DemoHouse.DOOR_FORM + "~" + DemoHouse.DOOR,
            DemoHouse.STATION_FORM + "~" + DemoHouse.STATION),
        DemoStories.ids());
  }

  /** Returns the same, all of it made, or not any more. */
  DemoPlan whole(boolean now) {
    return new DemoPlan(now, people, configurations, visits);
  }

  /** Returns how many things it names. */
  int size() {
    return people.size() + configurations.size() + visits.size();
  }

  static Optional<DemoPlan> read(SealedShelves shelves) throws VestibuleException {
    return shelves.get(SHELF, KEY).map(kept -> Json.tree(kept).map(DemoPlan::of).orElse(begun()));
  }

  private static DemoPlan of(Object kept) {
    return kept instanceof Map<?, ?> map
        ? new DemoPlan(
            Boolean.TRUE.equals(map.get("whole")),
            texts(map.get("people")),
            texts(map.get("configurations")),
            texts(map.get("visits")))
        : begun();
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
  }

  void keep(SealedShelves shelves) throws VestibuleException {
    Map<String, Object> plain =
        Map.of(
            "whole", whole, "people", people, "configurations", configurations, "visits", visits);
    shelves.put(SHELF, KEY, Json.write(plain));
  }

  static void drop(SealedShelves shelves) throws VestibuleException {
    shelves.remove(SHELF, KEY);
  }
}
