// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Where pictures wait their turn and are looked at: for a claim by {@link FaceJudge}, for enrolment
 * here. Thread-safe; keeps nothing of what it saw.
 */
final class FaceRoom {
  private final FaceTrials trials = new FaceTrials();
  private volatile Settings settings;
  private volatile ScratchPool pool;

  FaceRoom(Settings settings) {
    this.settings = settings;
    pool = new ScratchPool(settings.maxConcurrent());
  }

  /** Takes new settings for the next picture. */
  synchronized void configure(Settings next) {
    if (next.maxConcurrent() != pool.size()) {
      pool = new ScratchPool(next.maxConcurrent());
    }
    settings = next;
  }

  /** See {@link org.vestibule.api.face.FaceVerifier#verify}. */
  FaceAnswer verify(ModelStore store, PersonId claimed, List<FaceTemplate> enrolled, Frame frame)
      throws VestibuleException {
    Judged judged = withLook(store, look -> FaceJudge.judge(look, claimed, enrolled, frame));
    trials.offer(store, settings, judged, claimed, enrolled, frame);
    return judged.answer();
  }

  /** See {@link org.vestibule.api.face.FaceVerifier#enrol}. */
  FaceTemplate enrol(ModelStore store, Frame frame) throws VestibuleException {
    return withLook(store, look -> enrol(look, frame));
  }

  private static FaceTemplate enrol(FaceLook look, Frame frame) throws VestibuleException {
    List<Face> faces = look.faces(frame.bytes());
    if (faces.isEmpty()) {
      throw refused("no-face", "no face", "exactly one face", "Look into the camera.");
    }
    if (faces.size() > 1) {
      String found = faces.size() + " faces";
      throw refused("several-faces", found, "exactly one face", "Stand before the camera alone.");
    }
    Optional<String> poor = look.misplaced(faces.get(0));
    Face face = poor.isPresent() ? faces.get(0) : look.locate(faces.get(0));
    if (poor.isEmpty()) {
      poor = look.poor(face);
    }
    if (poor.isPresent()) {
      throw refused("poor-quality", poor.get(), "a face that can be judged", "Try again.");
    }
    float alive = look.liveness(face);
    float bound = look.livenessThreshold();
    if (!(alive > bound)) {
      throw refused(
          "spoof-suspected",
          say("liveness %.3f", alive),
          say("above %.3f", bound),
          "Enrol a living person, not a picture of one; change light or background.");
    }
    return look.template(look.serving(), face);
  }

  /**
   * Runs every network once over a generated picture.
   *
   * @return the models that answered
   */
  String warmUp(ModelStore store) throws VestibuleException {
    return withLook(
        store,
        look -> {
          look.faces(Picture.generated(320, 240));
          double[] points = {140, 105, 180, 105, 160, 125, 145, 145, 175, 145};
          Face face = look.locate(new Face(110, 60, 100, 120, 1, points));
          look.poor(face);
          look.liveness(face);
          look.template(look.serving(), face);
          return look.models();
        });
  }

  /** Returns how many buffers were made since the first pictures, to show that they are reused. */
  int growths() {
    return pool.growths();
  }

  private interface Look<T> {
    T run(FaceLook look) throws VestibuleException;
  }

  private <T> T withLook(ModelStore store, Look<T> work) throws VestibuleException {
    ScratchPool turns = pool;
    Scratch scratch = turns.take();
    try (FaceLook look = new FaceLook(store, settings, scratch)) {
      return work.run(look);
    } finally {
      turns.give(scratch);
    }
  }

  private static VestibuleException refused(
      String code, String found, String allowed, String remedy) {
    return new VestibuleException(code, "picture to enrol", found, allowed, remedy);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
