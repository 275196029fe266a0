// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * People without their faces: a name is enough to be entered, and no consent is asked; name, unit
 * and doors of anybody are changed. By what they come in is given by the rights, the cards and the
 * accounts. The people directory writes the audit.
 */
final class ResidentsResource {
  /** Who is to be entered. */
  record Form(String id, String name, String unit, Set<String> doors) {
    @Override
    public String toString() {
      return "Form[***]";
    }

    /**
     * Checks it.
     *
     * @throws Problem 422 {@code value-invalid}
     */
    Person checked() throws Problem {
      return EnrolmentForm.person(id, name, unit, doors);
    }
  }

  /** What may be changed of somebody; what is missing stays. */
  record Change(String name, String unit, Set<String> doors) {
    Person of(Person before) throws Problem {
      return EnrolmentForm.person(
          before.id().value(),
          name == null ? before.name() : name,
          unit == null ? before.unit() : unit,
          doors == null
              ? before.doors().stream().map(DoorId::value).collect(Collectors.toSet())
              : doors);
    }

    @Override
    public String toString() {
      return "Change[***]";
    }
  }

  private final House house;

  ResidentsResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .within(Permission.ENROL, "POST", "/residents", this::enter)
        .within(Permission.ENROL, "PUT", "/people/{id}", this::change);
  }

  private Reply enter(Request request) throws VestibuleException {
    Person wish = request.body(Form.class, Json.SMALL).checked();
    EnrolmentsResource.checkReach(house, request.caller(), wish);
    Person entered = House.need(house.people, "people directory").enter(wish);
    return new Reply(201, PeopleResource.plain(entered, 0), Map.of())
        .with("Location", "/api/people/" + entered.id());
  }

  private Reply change(Request request) throws VestibuleException {
    PersonId person = Sight.person(house, request.caller(), Permission.ENROL, request.part("id"));
    // A body may take its time; what it is compared with is read after it.
    Change wish = request.body(Change.class, Json.SMALL);
    PeopleDirectory people = House.need(house.people, "people directory");
    Person before = people.person(person).orElseThrow(() -> Sight.unknownPerson(person.value()));
    Person next = wish.of(before);
    EnrolmentsResource.checkReach(request.caller(), Optional.of(before), next);
    PersonTag.require(request.http().getHeader("If-Match"), before);
    Person changed = people.change(before, next);
    return Reply.ok(PeopleResource.plain(changed, people.templates(person).size()));
  }
}
