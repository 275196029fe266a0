// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
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
  private final Trust trust;
  private final Entrance entrance;
  private final Semaphore enrolling = new Semaphore(1);

  PeopleResource(House house, Trust trust, Entrance entrance) {
    this.house = house;
    this.trust = trust;
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_PEOPLE, "GET", "/people", this::list)
        .within(Permission.SEE_PEOPLE, "GET", "/people/{id}", this::one)
        .within(Permission.ENROL, "POST", "/people", this::enrol);
  }

  /** Several thousand people are asked for anew when one of them changed, and only then. */
  private Reply list(Request request) throws Problem {
    PeopleDirectory people = directory();
    PeopleFacts facts = new PeopleFacts(people, trust, entrance);
    List<Object> list = new ArrayList<>();
    for (Person person : people.people()) {
      if (Sight.sees(request.caller(), person)) {
        list.add(facts.of(person, request.caller()));
      }
    }
    String tag = '"' + HexFormat.of().formatHex(Sha256.of(Json.write(list))) + '"';
    Reply reply =
        tag.equals(request.http().getHeader("If-None-Match"))
            ? new Reply(304, null, Map.of())
            : Reply.ok(list);
    return reply.with("ETag", tag);
  }

  private Reply one(Request request) throws Problem {
    PeopleDirectory people = directory();
    String id = request.part("id");
    return people.people().stream()
        .filter(person -> person.id().value().equals(id))
        .filter(person -> Sight.sees(request.caller(), person))
        .findFirst()
        .map(person -> tagged(person, new PeopleFacts(people, trust, entrance), request.caller()))
        .orElseThrow(() -> Sight.unknownPerson(id));
  }

  private static Reply tagged(Person person, PeopleFacts facts, Caller caller) {
    Map<String, Object> shown = facts.of(person, caller);
    return Reply.ok(shown).with("ETag", PersonTag.of(person, shown));
  }

  private PeopleDirectory directory() throws Problem {
    return House.need(house.people, "people directory");
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
      EnrolmentsResource.checkReach(house, request.caller(), EnrolmentsResource.person(enrolment));
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
