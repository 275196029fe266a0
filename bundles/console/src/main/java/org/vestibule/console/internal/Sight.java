// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/**
 * What a caller's grants let them see. What is out of their reach answers as what does not exist:
 * 404 in both cases.
 */
final class Sight {
  private static final String SOMEBODY = "somebody";

  /** Stands for a sentence that may name anybody of the house. */
  private static final String HIDDEN = "not shown without see-people";

  /** What says in the house's own words why it decided, and what came of it. */
  private static final Map<String, Set<String>> TELLING =
      Map.of("decision", Set.of("reason", "question"), "outcome", Set.of("sentence"));

  /** What a visitor said, and what is told of a visit in sentences: any of it may name somebody. */
  private static final Set<String> WORDS = Set.of("transcript", "faceReason", "degraded");

  private Sight() {}

  /** Returns whether a permission holds where a visit takes place. */
  static boolean at(Caller caller, Permission permission, DoorId door, StationId station) {
    return caller.may(permission, door) || caller.may(permission, station);
  }

  /** Returns a visit that the caller may see or touch. */
  static VisitStory story(House house, Caller caller, Permission permission, String id)
      throws Problem {
    Optional<VisitId> named = visitId(id);
    Optional<VisitStory> found =
        named.isPresent() ? VisitPages.find(house, named.get()) : Optional.empty();
    return found
        .filter(story -> at(caller, permission, story.door(), story.station()))
        .orElseThrow(() -> unknownVisit(id));
  }

  /** Returns the visits that the caller may see, as plain values. */
  static List<Object> stories(List<VisitStory> all, Caller caller) {
    return reached(all, caller).stream().map(story -> story(story, caller)).toList();
  }

  /** Returns the visits that are within the caller's reach. */
  static List<VisitStory> reached(List<VisitStory> all, Caller caller) {
    return all.stream()
        .filter(story -> at(caller, Permission.SEE_VISITS, story.door(), story.station()))
        .toList();
  }

  /** Returns a visit as plain values; without a name for whoever may not see people. */
  static Object story(VisitStory story, Caller caller) {
    Object plain = EventFields.plain(story);
    return at(caller, Permission.SEE_PEOPLE, story.door(), story.station())
        ? plain
        : nameless(plain, story.claimedName());
  }

  /**
   * Returns the same without the name and the id of a person. What the visitor said, why it was
   * decided so, what came of it and why a bell rings is not told: such words name whom a visitor
   * asked for and who has no right, too.
   *
   * @param name is replaced in other sentences
   */
  static Object nameless(Object plain, Optional<String> name) {
    if (plain instanceof Map<?, ?> map) {
      return nameless(map, telling(map), name);
    }
    if (plain instanceof List<?> items) {
      return items.stream().map(item -> nameless(item, name)).toList();
    }
    return plain instanceof String text && name.isPresent() && !name.get().isBlank()
        ? text.replace(name.get(), SOMEBODY)
        : plain;
  }

  /** Returns what an event tells in a sentence that names somebody. */
  private static Set<String> telling(Map<?, ?> map) {
    return map.containsKey("urgent")
        ? Set.of("text")
        : "door/entry-refused".equals(map.get("topic")) ? Set.of("sentence") : Set.of();
  }

  /** Returns what stands for words; that there are none may be told, how many there are is not. */
  private static Object hidden(Object words) {
    if (words instanceof List<?> items) {
      return items.isEmpty() ? items : List.of(HIDDEN);
    }
    return words == null ? null : HIDDEN;
  }

  /** {@code telling} is not shown of it. */
  private static Object nameless(Map<?, ?> map, Set<String> telling, Optional<String> name) {
    Map<Object, Object> rest = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (telling.contains(key) || WORDS.contains(key)) {
            rest.put(key, hidden(value));
          } else if (TELLING.containsKey(key) && value instanceof Map<?, ?> inner) {
            rest.put(key, nameless(inner, TELLING.get(key), name));
          } else if (!"claimedName".equals(key) && !"person".equals(key)) {
            rest.put(key, nameless(value, name));
          }
        });
    return rest;
  }

  /** Returns an event in its plain form; without a name for whoever may not see people. */
  static Object event(Object plain, Caller caller) {
    return caller.mayEverywhere(Permission.SEE_PEOPLE) ? plain : nameless(plain, claimed(plain));
  }

  private static Optional<String> claimed(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return map.get("claimedName") instanceof String name
          ? Optional.of(name)
          : map.values().stream().flatMap(value -> claimed(value).stream()).findFirst();
    }
    return Optional.empty();
  }

  /** Returns whether one of a person's doors is in the caller's reach. */
  static boolean sees(Caller caller, Person person) {
    return caller.mayEverywhere(Permission.SEE_PEOPLE)
        || person.doors().stream().anyMatch(door -> caller.may(Permission.SEE_PEOPLE, door));
  }

  /** Returns whether a permission holds at all of somebody's doors, and there is one. */
  static boolean reaches(Caller caller, Permission permission, Person person) {
    return caller.mayEverywhere(permission)
        || (!person.doors().isEmpty()
            && person.doors().stream().allMatch(door -> caller.may(permission, door)));
  }

  /**
   * Returns a person's id for something that concerns all of them: whoever holds the permission at
   * some doors only reaches those who have no other door.
   */
  static PersonId person(House house, Caller caller, Permission permission, String id)
      throws Problem {
    PersonId person = personId(id).orElseThrow(() -> unknownPerson(id));
    if (!caller.mayEverywhere(permission)) {
      House.need(house.people, "people directory")
          .person(person)
          .filter(found -> reaches(caller, permission, found))
          .orElseThrow(() -> unknownPerson(id));
    }
    return person;
  }

  private static Optional<VisitId> visitId(String id) {
    try {
      return Optional.of(new VisitId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<PersonId> personId(String id) {
    try {
      return Optional.of(new PersonId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem unknownVisit(String id) {
    return new Problem(
        404,
        "unknown-visit",
        "visit",
        Request.shortened(id),
        "an open visit or one that is kept",
        "Look it up under /api/visits.");
  }

  static Problem unknownPerson(String id) {
    return new Problem(
        404,
        "unknown-person",
        "person",
        Request.shortened(id),
        "a person listed under /api/people",
        "Check the spelling.");
  }
}
