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
import org.vestibule.vision.internal.picture.Picture;

/**
 * Judges claims. Thread-safe; keeps nothing of what it saw.
 *
 * <p>The order of the answers is the order of the questions: is there a face, can it be judged, is
 * it alive, is it who it claims to be. An answer on the bound itself is the refusing one.
 */
final class FaceRoom {
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
    return withLook(store, look -> judge(look, claimed, enrolled, frame));
  }

  private static FaceAnswer judge(
      FaceLook look, PersonId claimed, List<FaceTemplate> enrolled, Frame frame)
      throws VestibuleException {
    List<Face> faces = look.faces(frame.encoded());
    if (faces.isEmpty()) {
      return new FaceAnswer.NoFace("no face found in the picture", look.timings());
    }
    Face largest = faces.get(0);
    Optional<String> poor = look.misplaced(largest);
    if (poor.isPresent()) {
      return new FaceAnswer.PoorQuality(poor.get(), look.timings());
    }
    Face face = look.locate(largest);
    poor = look.poor(face);
    if (poor.isPresent()) {
      return new FaceAnswer.PoorQuality(poor.get(), look.timings());
    }
    float alive = look.liveness(face);
    float aliveBound = look.livenessThreshold();
    if (!(alive > aliveBound)) {
      return new FaceAnswer.Spoof(
          alive, say("liveness %.3f is not above %.3f", alive, aliveBound), look.timings());
    }
    return compare(look, claimed, enrolled, face, alive);
  }

  private static FaceAnswer compare(
      FaceLook look, PersonId claimed, List<FaceTemplate> enrolled, Face face, float alive)
      throws VestibuleException {
    String model = look.templateModel();
    if (enrolled.stream().noneMatch(template -> template.modelId().equals(model))) {
      return new FaceAnswer.Unknown(
          Float.NaN,
          "no enrolled template of " + model + " among " + enrolled.size() + ": enrol again",
          look.timings());
    }
    FaceTemplate seen = look.template(face);
    float best = look.watch().time("compare", () -> best(seen, enrolled));
    float bound = look.similarityThreshold();
    if (best > bound) {
      return new FaceAnswer.Known(
          claimed,
          best,
          bound,
          alive,
          say("similarity %.3f is above %.3f, liveness %.3f", best, bound, alive),
          look.timings());
    }
    return new FaceAnswer.Unknown(
        best, say("similarity %.3f is not above %.3f", best, bound), look.timings());
  }

  /** The best cosine; NaN when nothing can be compared. */
  private static float best(FaceTemplate seen, List<FaceTemplate> enrolled) {
    float best = Float.NaN;
    for (FaceTemplate template : enrolled) {
      if (seen.comparableWith(template)) {
        float similarity = seen.similarity(template);
        if (!(similarity <= best)) {
          best = similarity;
        }
      }
    }
    return best;
  }

  /** See {@link org.vestibule.api.face.FaceVerifier#enrol}. */
  FaceTemplate enrol(ModelStore store, Frame frame) throws VestibuleException {
    return withLook(store, look -> enrol(look, frame));
  }

  private static FaceTemplate enrol(FaceLook look, Frame frame) throws VestibuleException {
    List<Face> faces = look.faces(frame.encoded());
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
    return look.template(face);
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
          look.template(face);
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
