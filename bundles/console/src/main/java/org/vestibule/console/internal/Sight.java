// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Optional;
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
        : Nameless.of(plain, story.claimedName());
  }

  /** Returns an event in its plain form; without a name for whoever may not see people. */
  static Object event(Object plain, Caller caller) {
    return caller.mayEverywhere(Permission.SEE_PEOPLE) ? plain : Nameless.of(plain);
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
