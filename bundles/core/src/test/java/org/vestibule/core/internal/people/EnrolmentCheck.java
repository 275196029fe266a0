// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;

/** What an enrolment must have, and what the audit keeps of it. */
final class EnrolmentCheck {
  private static final int MAX_NAME = 80;

  private EnrolmentCheck() {}

  /** Refuses one without consent, name or face. */
  static void complete(Enrolment enrolment, List<FaceTemplate> templates)
      throws VestibuleException {
    if (enrolment.consent() == null || enrolment.consent().isBlank()) {
      throw refused("consent-missing", enrolment, "no consent", "a note how it was given", "Ask");
    }
    String name = enrolment.name();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      int length = name == null ? 0 : name.length();
      throw refused(
          "name-invalid", enrolment, length + " characters", "1 to 80", "Give another name");
    }
    if (templates.isEmpty()) {
      throw refused(
          "no-template", enrolment, "no picture", "one or more", "Take a picture of the face");
    }
  }

  /** Refuses a code that another person has. */
  static void codeFree(Enrolment enrolment, byte[] code, Collection<Resident> residents)
      throws VestibuleException {
    for (Resident other : residents) {
      if (MessageDigest.isEqual(other.code(), code)
          && !other.person().id().equals(enrolment.id())) {
        throw refused(
            "code-taken",
            enrolment,
            "the code belongs to another person",
            "one person for each code",
            "Choose another code");
      }
    }
  }

  /** Returns what the audit keeps of an enrolment: neither code nor face. */
  static Map<String, String> facts(Enrolment enrolment, List<FaceTemplate> templates) {
    List<String> doors = enrolment.doors().stream().map(DoorId::value).sorted().toList();
    return new TreeMap<>(
        Map.of(
            "person", enrolment.id().value(),
            "consent", enrolment.consent(),
            "doors", String.join(" ", doors),
            "templates", Integer.toString(templates.size())));
  }

  private static VestibuleException refused(
      String code, Enrolment enrolment, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + enrolment.id(), found, allowed, remedy);
  }
}
