// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * The house of the demonstration: invented residents of invented units, a door whose lock is
 * nowhere, and a station without a device. Every id and every name of it says so, and nobody new is
 * given such an id. The residents come in at that door only, by nothing: they have neither code nor
 * card nor face.
 */
final class DemoHouse {
  /** How every id of it begins, and none that is new of anybody else. */
  static final String PREFIX = "demo-";

  static final String DOOR_FORM = "org.vestibule.door";
  static final String STATION_FORM = "org.vestibule.station.http";
  static final String DOOR = PREFIX + "door";
  static final String STATION = PREFIX + "station";

  /** The kind of lock that is nowhere. */
  private static final String ACTUATOR = "demo";

  /** How every name that people read begins. */
  private static final String MARK = "Demo: ";

  /** How every unit begins; a panel takes no colon in one. */
  private static final String UNIT_MARK = "Demo ";

  private static final Set<DoorId> DOORS = Set.of(new DoorId(DOOR));

  /** Who leaves in some weeks, so that there is a last day to look at. */
  static final PersonId LEAVING = new PersonId(PREFIX + "tariq-holm");

  static final List<Person> PEOPLE =
      List.of(
          person("mira-sand", "Mira Sand", "1"),
          person("jonas-sand", "Jonas Sand", "1"),
          person("lotte-vik", "Lotte Vik", "2"),
          person("tariq-holm", "Tariq Holm", "3"),
          person("ines-alder", "Ines Alder", "4"),
          person("practice", "Practice Dr Quill", "5"));

  private DemoHouse() {}

  private static Person person(String id, String name, String unit) {
    return new Person(new PersonId(PREFIX + id), MARK + name, UNIT_MARK + unit, DOORS);
  }

  /** Returns the door's configuration; its kind of lock refuses every door that is not invented. */
  static Map<String, String> door() {
    return Map.of(
        "id", DOOR, "title", MARK + "front door", "actuator", ACTUATOR, "methods", "code,human");
  }

  /**
   * Returns the station's configuration: a panel that any browser can be.
   *
   * @param token where its token lies, so that it can be removed with it
   */
  static Map<String, String> station(Path token) {
    List<String> units = PEOPLE.stream().map(Person::unit).distinct().toList();
    return Map.of(
        "id",
        STATION,
        "title",
        MARK + "front station",
        "door",
        DOOR,
        "units",
        String.join(",", units),
        "tokenFile",
        token.toString());
  }

  /** Returns whether a configuration under one of its names is its own, and not made another. */
  static boolean owns(Map<String, String> values) {
    return STATION.equals(values.get("id"))
        || DOOR.equals(values.get("id")) && ACTUATOR.equals(values.get("actuator"));
  }

  /**
   * Refuses an id of the demonstration for whoever is new, and its own residents; who has had such
   * an id for longer keeps it.
   *
   * @param here who has the id
   * @throws Problem 422 {@code id-reserved}
   */
  static void refuse(PersonId id, Optional<Person> here) throws Problem {
    if (id.value().startsWith(PREFIX) && here.map(PEOPLE::contains).orElse(true)) {
      throw new Problem(
          422,
          "id-reserved",
          "id",
          id.value(),
          "an id that does not begin with " + PREFIX,
          "Choose another one: these are of the demonstration data only.");
    }
  }
}
