// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/**
 * A desk that finds a face in every picture that says so, and in every third one of a real camera.
 * Whoever is called a twin looks like somebody else.
 */
final class SampleDesk implements EnrolmentDesk {
  private static final int REAL_PICTURE = 1000;

  private record Open(String ticket, Enrolment enrolment, List<String> kept) {}

  private final PeopleDirectory people;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private int looks;

  /** The pictures as they were handed over: the same arrays, so that a test sees their end. */
  final List<byte[]> seen = new CopyOnWriteArrayList<>();

  final List<StationId> cameras = new CopyOnWriteArrayList<>();

  /** Every look ends with this code, empty for none. */
  volatile String refusal = "";

  SampleDesk(PeopleDirectory people) {
    this.people = people;
  }

  @Override
  public synchronized EnrolmentProgress open(Enrolment enrolment) throws VestibuleException {
    if (open.size() > 3) {
      throw refused("enrolments-busy");
    }
    agreed(enrolment);
    Open opened = new Open("ticket-" + open.size(), enrolment, new ArrayList<>());
    open.put(opened.ticket, opened);
    return shown(opened, Optional.empty());
  }

  /** This site takes a note of consent on paper. */
  private static void agreed(Enrolment enrolment) throws VestibuleException {
    if (enrolment.consent().isBlank()) {
      throw refused("consent-missing");
    }
  }

  @Override
  public synchronized EnrolmentProgress look(String ticket, Optional<StationId> camera, Frame frame)
      throws VestibuleException {
    Open enrolment = named(ticket);
    if (!refusal.isEmpty()) {
      throw refused(refusal);
    }
    camera.ifPresent(cameras::add);
    seen.add(frame.bytes());
    String what = new String(frame.bytes(), StandardCharsets.ISO_8859_1);
    looks++;
    boolean found = frame.bytes().length > REAL_PICTURE ? looks % 3 != 1 : what.contains("face");
    if (!found) {
      return shown(
          enrolment, advice(false, "no-face", "Look straight into the camera.", Optional.empty()));
    }
    if (enrolment.kept.contains(what) || (what.length() > REAL_PICTURE && looks % 3 == 2)) {
      return shown(
          enrolment,
          advice(false, "turn-a-little", "Turn your head a little to your left.", quality()));
    }
    enrolment.kept.add(what);
    return shown(enrolment, advice(true, "kept", "Good. Turn your head a little.", quality()));
  }

  @Override
  public synchronized Optional<EnrolmentProgress> progress(String ticket) {
    return Optional.ofNullable(open.get(ticket)).map(each -> shown(each, Optional.empty()));
  }

  @Override
  public synchronized Person finish(String ticket, boolean acceptLookAlike)
      throws VestibuleException {
    Open enrolment = named(ticket);
    if (enrolment.kept.size() < 3) {
      throw refused("enrolment-incomplete");
    }
    Person person = enter(enrolment.enrolment, enrolment.kept.size(), acceptLookAlike);
    open.remove(ticket);
    return person;
  }

  @Override
  public Person enrol(Enrolment enrolment, List<Frame> pictures, boolean acceptLookAlike)
      throws VestibuleException {
    agreed(enrolment);
    for (Frame frame : pictures) {
      seen.add(frame.bytes());
      if (!new String(frame.bytes(), StandardCharsets.ISO_8859_1).contains("face")) {
        throw refused("no-face");
      }
    }
    return enter(enrolment, pictures.size(), acceptLookAlike);
  }

  private Person enter(Enrolment enrolment, int templates, boolean accepted)
      throws VestibuleException {
    if (enrolment.id().value().contains("twin") && !accepted) {
      throw new VestibuleException(
          "look-alike",
          "enrolment of " + enrolment.id(),
          "a face much like that of ada-brandt",
          "a face unlike the others, or somebody who has seen that these are two people",
          "Look at both. If they are two people, finish again and accept the look-alike");
    }
    FaceTemplate face = FaceTemplate.of("fr-feature", new float[] {0.6f, 0.8f});
    return people.enrol(enrolment, Collections.nCopies(templates, face));
  }

  @Override
  public synchronized boolean cancel(String ticket) {
    return open.remove(ticket) != null;
  }

  private Open named(String ticket) throws VestibuleException {
    if (!open.containsKey(ticket)) {
      throw refused("unknown-enrolment");
    }
    return open.get(ticket);
  }

  private static EnrolmentProgress shown(Open enrolment, Optional<ShotAdvice> last) {
    return new EnrolmentProgress(
        enrolment.ticket, enrolment.kept.size(), 3, 5, last, Instant.now().plusSeconds(300));
  }

  private static Optional<ShotAdvice> advice(
      boolean kept, String code, String sentence, Optional<FaceQuality> quality) {
    return Optional.of(new ShotAdvice(kept, code, sentence, quality));
  }

  private static Optional<FaceQuality> quality() {
    return Optional.of(new FaceQuality(220, 121, 44, 31, 2, -1, 0, 0, 0.91));
  }

  private static VestibuleException refused(String code) {
    return new VestibuleException(code, "it", "this", "that", "Do so.");
  }
}
