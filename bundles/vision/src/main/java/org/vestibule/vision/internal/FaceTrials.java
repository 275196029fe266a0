// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Scratch;

/**
 * Offers a judged picture to a second model, after the answer and away from it: nothing that goes
 * wrong here reaches the visitor, and no turn of the {@link ScratchPool} is taken. Thread-safe.
 *
 * <p>Positive is {@code known} and nothing else, whichever of the three slots is on trial: it is
 * the one answer that opens a door. A liveness model that lets a print pass is positive only when
 * the print shows the claimed person; that it passed at all shows as a disagreement of decisions.
 */
final class FaceTrials {
  private static final Logger LOG = LoggerFactory.getLogger(FaceTrials.class);

  /** One trial at a time is the rule; more make a scratch of their own, and the last one stays. */
  private final AtomicReference<Scratch> spare = new AtomicReference<>();

  /** Returns at once. */
  void offer(
      ModelStore store,
      Settings settings,
      Judged judged,
      PersonId claimed,
      List<FaceTemplate> enrolled,
      Frame frame) {
    try {
      store
          .trial(slots(judged))
          .ifPresent(
              trial ->
                  trial.compare(
                      verdict(judged.answer()),
                      other -> again(other, settings, judged, claimed, enrolled, frame)));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A face was not offered to a second model: {}", e.toString());
    }
  }

  /** The slots that had a part in the answer: what was not asked cannot agree either. */
  private static String[] slots(Judged judged) {
    FaceAnswer answer = judged.answer();
    if (answer instanceof FaceAnswer.NoFace || answer instanceof FaceAnswer.PoorQuality) {
      return new String[] {ModelSlots.FACE_DETECTION};
    }
    // The model that serves had no part in what its companion decided.
    if (judged.space().isEmpty() || judged.byCompanion()) {
      return new String[] {ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS};
    }
    return new String[] {
      ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING
    };
  }

  private Verdict again(
      ModelStore other,
      Settings settings,
      Judged judged,
      PersonId claimed,
      List<FaceTemplate> enrolled,
      Frame frame)
      throws VestibuleException {
    Scratch kept = spare.getAndSet(null);
    Scratch scratch = kept == null ? new Scratch() : kept;
    try (FaceLook look = new FaceLook(other, settings, scratch)) {
      String space = look.serving().space();
      if (enrolled.stream().noneMatch(template -> template.space().equals(space))) {
        return Verdict.NONE;
      }
      Judged second = FaceJudge.judge(look, claimed, enrolled, frame);
      Verdict verdict = verdict(second.answer());
      // Cosines of two spaces do not share a scale.
      return second.space().equals(judged.space())
          ? verdict
          : new Verdict(verdict.decision(), verdict.positive(), Double.NaN);
    } finally {
      spare.set(scratch);
    }
  }

  private static Verdict verdict(FaceAnswer answer) {
    if (answer instanceof FaceAnswer.Known known) {
      return new Verdict("known", true, known.similarity());
    }
    if (answer instanceof FaceAnswer.Unknown unknown) {
      return new Verdict("unknown", false, unknown.similarity());
    }
    // Two liveness models do not share a scale either, and one model agrees with itself.
    String word =
        answer instanceof FaceAnswer.NoFace
            ? "no-face"
            : answer instanceof FaceAnswer.PoorQuality ? "poor-quality" : "spoof";
    return new Verdict(word, false, Double.NaN);
  }
}
