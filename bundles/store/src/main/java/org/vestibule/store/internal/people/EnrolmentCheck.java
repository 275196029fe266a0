// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;

/** What an enrolment must have, and what the audit keeps of it. */
final class EnrolmentCheck {
  private static final int MAX_NAME = 80;
  private static final int MAX_UNIT = 80;

  private EnrolmentCheck() {}

  /** Refuses one without name or face. */
  static void complete(Enrolment enrolment, List<FaceTemplate> templates)
      throws VestibuleException {
    String name = enrolment.name();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      int length = name == null ? 0 : name.length();
      throw refused(
          "name-invalid", enrolment, length + " characters", "1 to 80", "Give another name");
    }
    String unit = enrolment.unit();
    if (unit == null || unit.length() > MAX_UNIT) {
      String found = unit == null ? "none" : unit.length() + " characters";
      throw refused("unit-invalid", enrolment, found, "0 to 80 characters", "Give another unit");
    }
    if (templates.isEmpty()) {
      throw refused(
          "no-template", enrolment, "no picture", "one or more", "Take a picture of the face");
    }
  }

  static VestibuleException codeTaken(Enrolment enrolment) {
    return refused(
        "code-taken",
        enrolment,
        "the code belongs to another person",
        "one person for each code",
        "Choose another code");
  }

  static VestibuleException consentMissing(Enrolment enrolment) {
    return refused(
        "consent-missing",
        enrolment,
        "no consent to unlock is in force",
        "consent in the ledger, or on paper where this site takes paper",
        "Ask the person");
  }

  static VestibuleException erasedMeanwhile(Enrolment enrolment) {
    return refused(
        "enrolment-overtaken",
        enrolment,
        "the person was erased meanwhile",
        "one that nobody erases at the same time",
        "Enrol again if that is wanted");
  }

  /** Returns what the audit keeps of an enrolment: neither code nor face nor the words on paper. */
  static Map<String, String> facts(Enrolment enrolment, List<FaceTemplate> templates) {
    List<String> doors = enrolment.doors().stream().map(DoorId::value).sorted().toList();
    return Map.of(
        "consent", paper(enrolment).isBlank() ? "ledger" : "paper",
        "doors", String.join(" ", doors),
        "templates", Integer.toString(templates.size()));
  }

  /** Returns the note of consent on paper; blank when there is none. */
  static String paper(Enrolment enrolment) {
    return enrolment.consent() == null ? "" : enrolment.consent();
  }

  private static VestibuleException refused(
      String code, Enrolment enrolment, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + enrolment.id(), found, allowed, remedy);
  }
}
