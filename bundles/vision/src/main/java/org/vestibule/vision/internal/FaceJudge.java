// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;

/**
 * Judges a claim by one look. The order of the answers is the order of the questions: is there a
 * face, can it be judged, is it alive, is it who it claims to be. An answer on the bound itself is
 * the refusing one.
 *
 * <p>A face is compared in one space only. That is the space of the model that serves, if the
 * person has a template there; else the newest space of theirs whose model is still kept. A face
 * that is refused there is not tried in the next one: each space is one more chance for a stranger.
 */
final class FaceJudge {
  private FaceJudge() {}

  /** Looks at the largest face of the picture. */
  static Judged judge(FaceLook look, PersonId claimed, List<FaceTemplate> enrolled, Frame frame)
      throws VestibuleException {
    List<Face> faces = look.faces(frame.bytes());
    if (faces.isEmpty()) {
      return Judged.uncompared(
          new FaceAnswer.NoFace("no face found in the picture", look.timings()));
    }
    Face largest = faces.get(0);
    Optional<String> poor = look.misplaced(largest);
    if (poor.isPresent()) {
      return Judged.uncompared(new FaceAnswer.PoorQuality(poor.get(), look.timings()));
    }
    Face face = look.locate(largest);
    poor = look.poor(face);
    if (poor.isPresent()) {
      return Judged.uncompared(new FaceAnswer.PoorQuality(poor.get(), look.timings()));
    }
    float alive = look.liveness(face);
    float aliveBound = look.livenessThreshold();
    if (!(alive > aliveBound)) {
      return Judged.uncompared(
          new FaceAnswer.Spoof(
              alive, say("liveness %.3f is not above %.3f", alive, aliveBound), look.timings()));
    }
    return compare(look, claimed, enrolled, face, alive);
  }

  private static Judged compare(
      FaceLook look, PersonId claimed, List<FaceTemplate> enrolled, Face face, float alive)
      throws VestibuleException {
    Set<String> spaces = spaces(enrolled);
    if (spaces.contains(look.serving().space())) {
      return compare(look, look.serving(), claimed, enrolled, face, alive);
    }
    for (String space : spaces) {
      Optional<FaceEmbedding> companion = look.companion(space);
      if (companion.isPresent()) {
        return compare(look, companion.get(), claimed, enrolled, face, alive);
      }
    }
    return Judged.uncompared(
        new FaceAnswer.Unknown(
            Float.NaN,
            "no enrolled template in "
                + look.serving().space()
                + " among "
                + enrolled.size()
                + ": enrol again",
            look.timings()));
  }

  private static Judged compare(
      FaceLook look,
      FaceEmbedding model,
      PersonId claimed,
      List<FaceTemplate> enrolled,
      Face face,
      float alive)
      throws VestibuleException {
    boolean companion = model != look.serving();
    String by = companion ? " by " + model.id() + ", which keeps the older templates" : "";
    FaceTemplate seen = look.template(model, face);
    float best = look.watch().time("compare", () -> best(seen, enrolled));
    float bound = look.similarityThreshold(model);
    if (!(best > bound)) {
      String reason = say("similarity %.3f is not above %.3f", best, bound) + by;
      return new Judged(
          new FaceAnswer.Unknown(best, reason, look.timings()), model.space(), companion);
    }
    String reason = say("similarity %.3f is above %.3f, liveness %.3f", best, bound, alive) + by;
    Optional<FaceTemplate> renewal = Optional.empty();
    if (companion) {
      try {
        renewal = Optional.of(look.renewal(face));
      } catch (VestibuleException e) {
        // Who is known stays known when the model that serves cannot learn their face.
        reason += "; not renewed: " + e.code();
      }
    }
    return new Judged(
        new FaceAnswer.Known(claimed, best, bound, alive, reason, look.timings(), renewal),
        model.space(),
        companion);
  }

  /** The spaces of the templates, the one that came last first. */
  private static Set<String> spaces(List<FaceTemplate> enrolled) {
    Set<String> spaces = new LinkedHashSet<>();
    for (int i = enrolled.size() - 1; i >= 0; i--) {
      spaces.add(enrolled.get(i).space());
    }
    return spaces;
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

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
