// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;

/**
 * People: enrolled from pictures that are not kept, listed without code and template, erased on
 * demand. One enrolment at a time bounds the memory that pictures take. The people directory writes
 * the audit.
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
      List<String> pictures) {
    @Override
    public String toString() {
      return "Form[***]";
    }
  }

  /** What an enrolment waits in all for a verifier that is being replaced. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_PICTURES = 10;
  private static final int MAX_TEXT = 80;
  private static final int MAX_CONSENT = 500;

  private final House house;
  private final Semaphore enrolling = new Semaphore(1);

  PeopleResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .on("GET", "/people", request -> list())
        .on("POST", "/people", this::enrol)
        .on("DELETE", "/people/{id}", this::forget);
  }

  private Reply list() throws Problem {
    PeopleDirectory people = House.need(house.people, "people directory");
    List<Object> list = new ArrayList<>();
    for (Person person : people.people()) {
      list.add(plain(person, people.templates(person.id()).size()));
    }
    return Reply.ok(list);
  }

  private static Map<String, Object> plain(Person person, int templates) {
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
    try {
      PeopleDirectory people = House.need(house.people, "people directory");
      if (!house.faces.expected(PATIENCE)) {
        throw House.missing("face verifier");
      }
      Form form = request.body(Form.class, Json.PICTURES);
      Enrolment enrolment = enrolment(form);
      List<FaceTemplate> templates = templates(form.pictures());
      Person person = people.enrol(enrolment, templates);
      return new Reply(201, plain(person, templates.size()), Map.of());
    } finally {
      enrolling.release();
    }
  }

  /** Checks everything that is not a picture first: without consent no picture is looked at. */
  private static Enrolment enrolment(Form form) throws Problem {
    if (form.consent == null || form.consent.isBlank()) {
      throw new Problem(
          422,
          "consent-missing",
          "consent",
          "none",
          "how consent was given, for example \"signed form 2026-01-02\"",
          "Ask the person, and write down how they agreed.");
    }
    text("consent", form.consent, 1, MAX_CONSENT);
    text("name", form.name, 1, MAX_TEXT);
    String unit = form.unit == null ? "" : form.unit;
    text("unit", unit, 0, MAX_TEXT);
    text("code", form.code, 1, 32);
    int pictures = form.pictures == null ? 0 : form.pictures.size();
    if (pictures < 1 || pictures > MAX_PICTURES) {
      throw Problem.invalid(
          "pictures", pictures + " pictures", "1 to " + MAX_PICTURES, "Send clear portraits.");
    }
    try {
      Set<DoorId> doors =
          form.doors == null
              ? Set.of()
              : form.doors.stream().map(DoorId::new).collect(Collectors.toUnmodifiableSet());
      return new Enrolment(
          new PersonId(form.id), form.name, unit, new Claim(form.code), doors, form.consent);
    } catch (IllegalArgumentException e) {
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

  private List<FaceTemplate> templates(List<String> pictures) throws VestibuleException {
    List<FaceTemplate> templates = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; i < pictures.size(); i++) {
      String input = "picture " + (i + 1) + " of " + pictures.size();
      byte[] jpeg = decoded(input, pictures.get(i));
      try {
        Frame frame = new Frame(jpeg, Instant.now(), System.nanoTime());
        templates.add(template(frame, Duration.ofNanos(deadline - System.nanoTime())));
      } catch (VestibuleException e) {
        Problem typed = Problem.of(e);
        throw new Problem(typed.status(), e.code(), input, e.found(), e.allowed(), e.remedy(), e);
      } finally {
        Arrays.fill(jpeg, (byte) 0);
      }
    }
    return templates;
  }

  /** Looks at a picture; a verifier that is being replaced meanwhile is waited for. */
  private FaceTemplate template(Frame frame, Duration left) throws VestibuleException {
    try {
      return house.faces.call(left, verifier -> verifier.enrol(frame));
    } catch (VestibuleException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the console stops during an enrolment", e);
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

  private Reply forget(Request request) throws Problem {
    PeopleDirectory people = House.need(house.people, "people directory");
    String given = request.part("id");
    boolean known = people.people().stream().anyMatch(person -> person.id().value().equals(given));
    if (!known || !people.forget(new PersonId(given))) {
      throw new Problem(
          404,
          "unknown-person",
          "person",
          Request.shortened(given),
          "a person listed under /api/people",
          "Check the spelling.");
    }
    return Reply.noContent();
  }
}
