// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.station.Frame;

/**
 * Enters people into the directory once the form and the faces have been checked. One at a time, so
 * that two enrolments of one face under two names cannot pass each other. Thread-safe.
 */
final class Registrar {
  private static final int MOST_PICTURES = 10;
  private static final int MAX_NAME = 80;

  private final EnrolmentRooms rooms;
  private final Release release;
  private final Semaphore turn = new Semaphore(1);

  Registrar(EnrolmentRooms rooms) {
    this.rooms = rooms;
    this.release = new Release(rooms);
  }

  /**
   * Passes while the person's consent to be looked at is in force or may be entered from paper.
   *
   * @throws VestibuleException {@code consent-missing}, {@code release-missing}, {@code room-empty}
   */
  void requireRelease(Enrolment enrolment) throws VestibuleException {
    release.require(enrolment);
  }

  /**
   * Checks what is not a picture, so that without consent no picture is looked at.
   *
   * @throws VestibuleException {@code consent-missing}, {@code release-missing}, {@code
   *     name-invalid}, {@code code-taken}, {@code room-empty} where no store is installed
   */
  void check(Enrolment enrolment) throws VestibuleException {
    release.require(enrolment);
    String name = enrolment.name() == null ? "" : enrolment.name();
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw refused(
          "name-invalid",
          enrolment,
          name.length() + " characters",
          "1 to " + MAX_NAME,
          "Give another name");
    }
    Optional<Person> holder =
        EnrolmentRooms.through(rooms.people, people -> people.find(enrolment.code()));
    if (holder.isPresent() && !holder.get().id().equals(enrolment.id())) {
      throw refused(
          "code-taken",
          enrolment,
          "the code belongs to another person",
          "one person for each code",
          "Choose another code");
    }
  }

  /**
   * Makes a template of each picture.
   *
   * @throws VestibuleException what is wrong with a picture, naming it
   */
  List<FaceTemplate> templates(Enrolment enrolment, List<Frame> pictures)
      throws VestibuleException {
    if (pictures.isEmpty() || pictures.size() > MOST_PICTURES) {
      throw refused(
          "picture-count",
          enrolment,
          pictures.size() + " pictures",
          "1 to " + MOST_PICTURES,
          "Send clear portraits");
    }
    List<FaceTemplate> templates = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      Frame frame = pictures.get(i);
      Look look =
          EnrolmentRooms.through(
              rooms.faces, verifier -> Look.at(verifier, Optional.empty(), frame));
      if (look.refusal().isPresent()) {
        VestibuleException e = look.refusal().get();
        String input = "picture " + (i + 1) + " of " + pictures.size();
        throw new VestibuleException(e.code(), input, e.found(), e.allowed(), e.remedy(), e);
      }
      templates.add(look.good().template());
    }
    return templates;
  }

  /**
   * Enrols a person whose templates are of one person and of nobody else.
   *
   * @throws VestibuleException {@code shots-differ}, {@code face-enrolled}, {@code look-alike},
   *     {@code enrolments-busy}, or what the directory refuses
   */
  Person enrol(Enrolment enrolment, List<FaceTemplate> templates, boolean acceptLookAlike)
      throws VestibuleException {
    if (!turn.tryAcquire()) {
      throw refused(
          "enrolments-busy",
          enrolment,
          "another person is just being entered",
          "one at a time",
          "Finish again in a second");
    }
    try {
      PeopleDirectory people = EnrolmentRooms.now(rooms.people);
      Optional<Resemblance.Nearest> near =
          EnrolmentRooms.through(
              rooms.thresholds,
              thresholds -> {
                Resemblance resemblance = new Resemblance(thresholds, people);
                resemblance.requireOnePerson(enrolment.id(), templates);
                return resemblance.requireNew(enrolment.id(), templates);
              });
      if (near.isPresent()) {
        answerFor(enrolment, near.get(), acceptLookAlike);
      }
      return people.enrol(enrolment, templates);
    } finally {
      turn.release();
    }
  }

  /** That somebody took two faces for two people is written down before it is acted on. */
  private void answerFor(Enrolment enrolment, Resemblance.Nearest near, boolean accepted)
      throws VestibuleException {
    if (!accepted) {
      throw Resemblance.lookAlike(enrolment.id(), near);
    }
    EnrolmentRooms.now(rooms.audit)
        .record(
            "operator",
            "look-alike-accepted",
            new TreeMap<>(
                Map.of("person", enrolment.id().value(), "resembles", near.person().id().value())));
  }

  private static VestibuleException refused(
      String code, Enrolment enrolment, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + enrolment.id(), found, allowed, remedy);
  }
}
