// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.Inspection;
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
      CameraProfile camera,
      Judged judged,
      FaceReference.Claimed claimed,
      Frame frame) {
    try {
      store
          .trial(slots(judged))
          .ifPresent(
              trial ->
                  trial.compare(
                      verdict(judged, judged.space()),
                      other -> again(other, settings, camera, judged, claimed, frame)));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A face was not offered to a second model: {}", e.toString());
    }
  }

  /** The slots that had a part in the answer: what was not asked cannot agree either. */
  private static String[] slots(Judged judged) {
    if (judged == Judged.NO_FACE || judged == Judged.POOR) {
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
      CameraProfile camera,
      Judged judged,
      FaceReference.Claimed claimed,
      Frame frame)
      throws VestibuleException {
    Scratch kept = spare.getAndSet(null);
    Scratch scratch = kept == null ? new Scratch() : kept;
    try (FaceLook look = new FaceLook(other, settings, camera, scratch)) {
      String space = look.serving().space();
      if (claimed.enrolled().stream().noneMatch(template -> template.space().equals(space))) {
        return Verdict.NONE;
      }
      return again(look, claimed, frame)
          .map(second -> verdict(second, judged.space()))
          .orElse(Verdict.NONE);
    } finally {
      spare.set(scratch);
    }
  }

  /** The largest face decides: where one model saw one face, another may see two. */
  private static Optional<Judged> again(FaceLook look, FaceReference.Claimed claimed, Frame frame)
      throws VestibuleException {
    List<Face> faces = look.faces(frame);
    if (faces.isEmpty()) {
      return Optional.of(Judged.NO_FACE);
    }
    Inspection inspection = look.inspect(faces.get(0));
    if (!inspection.good()) {
      return Optional.of(Judged.POOR);
    }
    FaceEmbedding model = look.serving();
    return Judged.of(
        look,
        claimed,
        model,
        look.embed(model, inspection.face()),
        look.still(inspection.face()).verdict());
  }

  /** Cosines of two spaces do not share a scale, and scores of two liveness models neither. */
  private static Verdict verdict(Judged said, String space) {
    boolean comparable = !said.space().isEmpty() && said.space().equals(space);
    return new Verdict(
        said.decision(),
        said.decision().equals("known"),
        comparable ? said.similarity() : Double.NaN);
  }
}
