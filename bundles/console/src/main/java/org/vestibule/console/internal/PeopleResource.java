// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.station.Frame;

/**
 * People: enrolled from pictures that are not kept, listed without code and template. One enrolment
 * at a time bounds the memory that pictures take. The people directory writes the audit.
 */
final class PeopleResource {
  /** The body of an enrolment; pictures are JPEG files in base64. */
  record Form(
      String id,
      String name,
      String unit,
      String code,
      Set<String> doors,
      String consent,
      List<String> pictures,
      boolean acceptLookAlike) {
    EnrolmentForm person() {
      return new EnrolmentForm(id, name, unit, code, doors, consent);
    }

    @Override
    public String toString() {
      return "Form[***]";
    }
  }

  private static final int MAX_PICTURES = 10;

  private final House house;
  private final Semaphore enrolling = new Semaphore(1);

  PeopleResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_PEOPLE, "GET", "/people", this::list)
        .within(Permission.ENROL, "POST", "/people", this::enrol);
  }

  private Reply list(Request request) throws Problem {
    PeopleDirectory people = House.need(house.people, "people directory");
    List<Object> list = new ArrayList<>();
    for (Person person : people.people()) {
      if (Sight.sees(request.caller(), person)) {
        list.add(plain(person, people.templates(person.id()).size()));
      }
    }
    return Reply.ok(list);
  }

  static Map<String, Object> plain(Person person, int templates) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", person.id().value());
    plain.put("name", person.name());
    plain.put("unit", person.unit());
    plain.put("doors", EventFields.plain(person.doors()));
    plain.put("templates", templates);
    return plain;
  }

  private Reply enrol(Request request) throws VestibuleException {
    if (!enrolling.tryAcquire()) {
      throw new Problem(
              503,
              "enrolment-running",
              "enrolment",
              "another one is under way",
              "one at a time",
              "Try again in a few seconds.")
          .with("Retry-After", "3");
    }
    List<Frame> frames = new ArrayList<>();
    try {
      EnrolmentDesk desk = House.need(house.enrolments, "enrolment desk");
      Form form = request.body(Form.class, Json.PICTURES);
      Enrolment enrolment = form.person().checked();
      EnrolmentsResource.checkReach(house, request.caller(), enrolment);
      int pictures = form.pictures() == null ? 0 : form.pictures().size();
      if (pictures < 1 || pictures > MAX_PICTURES) {
        throw Problem.invalid(
            "pictures", pictures + " pictures", "1 to " + MAX_PICTURES, "Send clear portraits.");
      }
      for (int i = 0; i < pictures; i++) {
        byte[] jpeg = decoded("picture " + (i + 1) + " of " + pictures, form.pictures().get(i));
        frames.add(new Frame(jpeg, Instant.now(), System.nanoTime()));
      }
      Person person = desk.enrol(enrolment, frames, form.acceptLookAlike());
      return new Reply(201, plain(person, pictures), Map.of());
    } finally {
      frames.forEach(frame -> Arrays.fill(frame.bytes(), (byte) 0));
      enrolling.release();
    }
  }

  private static byte[] decoded(String input, String picture) throws Problem {
    try {
      byte[] bytes = Base64.getDecoder().decode(picture == null ? "" : picture);
      if (bytes.length > 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8) {
        return bytes;
      }
      throw new Problem(
          422, "image-not-jpeg", input, "another kind of file", "a JPEG file", "Save it as JPEG.");
    } catch (IllegalArgumentException e) {
      throw new Problem(
          422,
          "image-not-base64",
          input,
          "characters that base64 does not have",
          "base64 without line breaks (RFC 4648, section 4)",
          "Encode the file again.",
          e);
    }
  }
}
