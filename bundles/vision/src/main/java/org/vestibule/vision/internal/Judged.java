// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceReference;
import org.vestibule.vision.internal.face.Embedded;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;
import org.vestibule.vision.internal.vote.Ballot;

/**
 * What one picture alone says of its one face: what two models can be compared by.
 *
 * @param decision {@code known}, {@code unknown}, {@code spoof}, {@code poor-quality} or {@code
 *     no-face}
 * @param similarity the cosine behind it, NaN without
 * @param space the embedding space in which the face was compared, empty when it was not
 * @param byCompanion whether the model that serves left the comparison to an older one
 */
record Judged(String decision, float similarity, String space, boolean byCompanion) {
  static final Judged NO_FACE = new Judged("no-face", Float.NaN, "", false);
  static final Judged POOR = new Judged("poor-quality", Float.NaN, "", false);

  /** Judges a face that can be judged; empty when the picture alone does not tell. */
  static Optional<Judged> of(
      FaceLook look,
      FaceReference.Claimed claimed,
      FaceEmbedding model,
      Embedded seen,
      Verdict alive)
      throws VestibuleException {
    if (alive == Verdict.UNSURE) {
      return Optional.empty();
    }
    if (alive == Verdict.SPOOF) {
      return Optional.of(new Judged("spoof", Float.NaN, "", false));
    }
    float best = Ballot.best(seen.template(), claimed.enrolled());
    String word = best > model.threshold() ? "known" : "unknown";
    String space = Float.isNaN(best) ? "" : model.space();
    return Optional.of(new Judged(word, best, space, model != look.serving()));
  }
}
