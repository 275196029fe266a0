// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** What an enrolment must have, and what the audit keeps of it. */
final class EnrolmentCheck {
  private static final int MAX_NAME = 80;
  private static final int MAX_UNIT = 80;

  private EnrolmentCheck() {}

  /** Refuses one without name or face. */
  static void complete(Enrolment enrolment, List<FaceTemplate> templates)
      throws VestibuleException {
    described(person(enrolment));
    if (templates.isEmpty()) {
      throw refused(
          "no-template", enrolment.id(), "no picture", "one or more", "Take a picture of the face");
    }
  }

  /** Refuses somebody without a name, or with what is too long. */
  static void described(Person person) throws VestibuleException {
    String name = person.name();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      int length = name == null ? 0 : name.length();
      throw refused(
          "name-invalid", person.id(), length + " characters", "1 to 80", "Give another name");
    }
    String unit = person.unit();
    if (unit == null || unit.length() > MAX_UNIT) {
      String found = unit == null ? "none" : unit.length() + " characters";
      throw refused("unit-invalid", person.id(), found, "0 to 80 characters", "Give another unit");
    }
  }

  static Person person(Enrolment enrolment) {
    return new Person(enrolment.id(), enrolment.name(), enrolment.unit(), enrolment.doors());
  }

  static VestibuleException exists(PersonId person) {
    return refused(
        "person-exists",
        person,
        "somebody of that id is here",
        "an id that nobody has",
        "Choose another id, or change the person who has it");
  }

  static VestibuleException unknown(PersonId person) {
    return refused(
        "unknown-person",
        person,
        "nobody of that id is here",
        "the id of somebody who is",
        "Look it up in the list of people");
  }

  static VestibuleException codeTaken(Enrolment enrolment) {
    return refused(
        "code-taken",
        enrolment.id(),
        "the code belongs to another person",
        "one person for each code",
        "Choose another code");
  }

  static VestibuleException consentMissing(Enrolment enrolment) {
    return refused(
        "consent-missing",
        enrolment.id(),
        "no consent to unlock is in force",
        "consent in the ledger, or on paper where this site takes paper",
        "Ask the person");
  }

  static VestibuleException erasedMeanwhile(PersonId person) {
    return refused(
        "enrolment-overtaken",
        person,
        "the person was erased meanwhile",
        "one that nobody erases at the same time",
        "Enrol again if that is wanted");
  }

  static VestibuleException changedMeanwhile(PersonId person) {
    return refused(
        "person-changed",
        person,
        "somebody else changed them meanwhile",
        "a person as they were read",
        "Look at them again, and change them anew");
  }

  /** Returns what the audit keeps of an enrolment: neither code nor face nor the words on paper. */
  static Map<String, String> facts(Enrolment enrolment, List<FaceTemplate> templates) {
    return Map.of(
        "consent", paper(enrolment).isBlank() ? "ledger" : "paper",
        "doors", doors(enrolment.doors()),
        "templates", Integer.toString(templates.size()));
  }

  static String doors(Set<DoorId> doors) {
    return doors.stream().map(DoorId::value).sorted().collect(Collectors.joining(" "));
  }

  /** Returns the note of consent on paper; blank when there is none. */
  static String paper(Enrolment enrolment) {
    return enrolment.consent() == null ? "" : enrolment.consent();
  }

  private static VestibuleException refused(
      String code, PersonId person, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + person, found, allowed, remedy);
  }
}
