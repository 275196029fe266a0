// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.rights.RightsDesk;

/** Enters and erases the residents of the demonstration as a person does it among the people. */
final class DemoResidents {
  private static final String WHY = "demonstration-ended";
  private static final int WEEKS_LEFT = 4;

  private final House house;
  private final Trust trust;
  private final Entrance entrance;

  DemoResidents(House house, Trust trust, Entrance entrance) {
    this.house = house;
    this.trust = trust;
    this.entrance = entrance;
  }

  private PeopleDirectory people() throws Problem {
    return House.need(house.people, "people directory");
  }

  /** Returns the first of these whom this house has, whoever entered them. */
  Optional<String> any(List<String> ids) throws VestibuleException {
    Set<PersonId> here = everyone();
    return ids.stream().filter(id -> here.contains(new PersonId(id))).findFirst();
  }

  /** Returns those of these ids that nobody else was given meanwhile. */
  List<String> made(List<String> ids) throws VestibuleException {
    PeopleDirectory people = people();
    return ids.stream()
        .filter(id -> people.person(new PersonId(id)).map(DemoHouse.PEOPLE::contains).orElse(true))
        .toList();
  }

  /**
   * Enters all of them.
   *
   * @param went is told after each how many are entered
   */
  void enter(IntConsumer went) throws VestibuleException {
    int entered = 0;
    for (Person person : DemoHouse.PEOPLE) {
      people().enter(person);
      went.accept(++entered);
    }
    House.need(trust.tenancies, "tenancies")
        .endsOn(DemoHouse.LEAVING, Optional.of(LocalDate.now().plusWeeks(WEEKS_LEFT)));
  }

  /**
   * Erases those of them who are here, unless somebody made one of them a person of the house.
   *
   * @param went is told after each how many are done with
   * @return who stays for that
   */
  List<String> erase(List<String> ids, IntConsumer went) throws VestibuleException {
    Erasure erasure = House.need(trust.erasure, "erasure");
    Set<PersonId> here = everyone();
    List<String> left = new ArrayList<>();
    int done = 0;
    for (String id : ids) {
      PersonId person = new PersonId(id);
      if (isReal(person)) {
        left.add(id);
      } else if (here.contains(person)) {
        erasure.erase(person, WHY);
      }
      went.accept(++done);
    }
    return left;
  }

  /**
   * Nobody who was invented has a face, a code or a card, or is called, lives or enters otherwise
   * than invented.
   */
  private boolean isReal(PersonId id) throws Problem {
    PeopleDirectory people = people();
    Optional<Person> person = people.person(id);
    return person.isPresent()
        && (!DemoHouse.PEOPLE.contains(person.get())
            || !people.templates(id).isEmpty()
            || wasGivenAWayIn(id));
  }

  /** What a room that does not run keeps is not known: it must not be in the way of removing. */
  private boolean wasGivenAWayIn(PersonId id) {
    RightsDesk desk = entrance.desk;
    Credentials cards = entrance.credentials;
    return (desk != null && desk.withCode().contains(id))
        || (cards != null && !cards.of(id).isEmpty());
  }

  /** Whom the disk has, so that nobody of whom memory does not know yet is left behind. */
  private Set<PersonId> everyone() throws VestibuleException {
    return people()
        .everyone()
        .orElseThrow(
            () ->
                new Problem(
                    503,
                    "vault-locked",
                    "people",
                    "the vault is locked, or they are being read",
                    "people who can be read",
                    "Open the vault, and try again."));
  }
}
