// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.EnrolmentDesk.EnrolmentProgress;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.station.Frame;

/**
 * Enrolments with guidance: one picture at a time, from an upload, a browser's camera or a door
 * station, with advice after each.
 */
final class EnrolmentsResource {
  /** The body that finishes an enrolment. */
  record Finish(boolean acceptLookAlike) {}

  private final House house;
  private final PictureBody pictures = new PictureBody();
  private final StationPictures station;

  EnrolmentsResource(House house) {
    this.house = house;
    station = new StationPictures(house);
  }

  void routes(Router router) {
    router
        .within(Permission.ENROL, "POST", "/enrolments", this::open)
        .within(Permission.ENROL, "GET", "/enrolments/{ticket}", this::progress)
        .within(Permission.ENROL, "DELETE", "/enrolments/{ticket}", this::cancel)
        .within(Permission.ENROL, "POST", "/enrolments/{ticket}/pictures", this::picture)
        .within(Permission.ENROL, "POST", "/enrolments/{ticket}/station/{id}", this::station)
        .within(Permission.ENROL, "POST", "/enrolments/{ticket}/finish", this::finish);
  }

  private EnrolmentDesk desk() throws Problem {
    return House.need(house.enrolments, "enrolment desk");
  }

  private Reply open(Request request) throws VestibuleException {
    EnrolmentForm form = request.body(EnrolmentForm.class, Json.SMALL);
    Enrolment enrolment = form.checked();
    checkReach(house, request.caller(), person(enrolment));
    EnrolmentProgress opened = desk().open(enrolment);
    return new Reply(201, EventFields.plain(opened), Map.of())
        .with("Location", "/api/enrolments/" + opened.ticket());
  }

  private Reply progress(Request request) throws Problem {
    return Reply.ok(
        EventFields.plain(
            desk().progress(request.part("ticket")).orElseThrow(EnrolmentsResource::unknown)));
  }

  private Reply picture(Request request) throws VestibuleException {
    EnrolmentDesk desk = desk();
    String ticket = request.part("ticket");
    if (desk.progress(ticket).isEmpty()) {
      throw unknown();
    }
    EnrolmentProgress after =
        pictures.look(
            request.http(),
            picture ->
                desk.look(
                    ticket,
                    Optional.empty(),
                    new Frame(picture, Instant.now(), System.nanoTime())));
    return Reply.ok(EventFields.plain(after));
  }

  private Reply station(Request request) throws VestibuleException {
    EnrolmentDesk desk = desk();
    String ticket = request.part("ticket");
    if (desk.progress(ticket).isEmpty()) {
      throw unknown();
    }
    String id = request.part("id");
    return Reply.ok(
        EventFields.plain(
            station.take(
                desk, ticket, id, camera -> request.caller().may(Permission.ENROL, camera))));
  }

  private Reply finish(Request request) throws VestibuleException {
    Finish wish = request.body(Finish.class, Json.SMALL);
    Person person = desk().finish(request.part("ticket"), wish.acceptLookAlike());
    int templates = house.people == null ? 0 : house.people.templates(person.id()).size();
    return new Reply(201, PeopleResource.plain(person, templates), Map.of());
  }

  private Reply cancel(Request request) throws Problem {
    if (!desk().cancel(request.part("ticket"))) {
      throw unknown();
    }
    return Reply.noContent();
  }

  /**
   * Whoever may enrol at some doors gives those doors only, and changes nobody else's people;
   * nobody is made one of the demonstration.
   */
  static void checkReach(House house, Caller caller, Person after) throws Problem {
    PeopleDirectory people = house.people;
    Optional<Person> before = people == null ? Optional.empty() : people.person(after.id());
    checkReach(caller, before, after);
  }

  /** The same of somebody who was read already. */
  static void checkReach(Caller caller, Optional<Person> before, Person after) throws Problem {
    boolean known = before.isEmpty() || Sight.reaches(caller, Permission.ENROL, before.get());
    if (!known || !Sight.reaches(caller, Permission.ENROL, after)) {
      throw Guard.missing(Permission.ENROL, " for each of the person's doors");
    }
    DemoHouse.refuse(after.id(), before);
  }

  static Person person(Enrolment wish) {
    return new Person(wish.id(), wish.name(), wish.unit(), wish.doors());
  }

  /** The ticket is a secret and is not repeated. */
  private static Problem unknown() {
    return new Problem(
        404,
        "unknown-enrolment",
        "enrolment",
        "no such one, or it was finished, cancelled or idle for too long",
        "one that is under way",
        "Begin again under /api/enrolments; nothing was kept.");
  }
}
