// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Who is to be enrolled, as a caller fills it in. Its text says nothing: it holds a code. */
record EnrolmentForm(
    String id, String name, String unit, String code, Set<String> doors, String consent) {
  private static final int MAX_TEXT = 80;
  private static final int MAX_CONSENT = 500;

  @Override
  public String toString() {
    return "EnrolmentForm[***]";
  }

  /**
   * Checks it. Whether consent is in the ledger, or a note of it on paper is enough here, is for
   * the people directory to say.
   *
   * @throws Problem 422 {@code value-invalid}
   */
  Enrolment checked() throws Problem {
    String note = consent == null ? "" : consent.strip();
    text("consent", note, 0, MAX_CONSENT);
    text("code", code, 1, 32);
    Person person = person(id, name, unit, doors);
    return new Enrolment(
        person.id(), person.name(), person.unit(), new Claim(code), person.doors(), note);
  }

  /**
   * Checks what everybody has, whatever they give of themselves.
   *
   * @throws Problem 422 {@code value-invalid}
   */
  static Person person(String id, String name, String unit, Set<String> doors) throws Problem {
    text("name", name, 1, MAX_TEXT);
    String flat = unit == null ? "" : unit;
    text("unit", flat, 0, MAX_TEXT);
    try {
      Set<DoorId> named =
          doors == null
              ? Set.of()
              : doors.stream().map(DoorId::new).collect(Collectors.toUnmodifiableSet());
      return new Person(new PersonId(id), name, flat, named);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Problem.invalid(
          "id or doors", "another form", "1 to 63 of a-z, 0-9 and '-'", "For example ada-brandt.");
    }
  }

  private static void text(String key, String value, int min, int max) throws Problem {
    int length = value == null ? 0 : value.strip().length();
    if (length < min || length > max) {
      throw Problem.invalid(
          key, length + " characters", min + " to " + max + " characters", "Correct " + key + ".");
    }
  }
}
