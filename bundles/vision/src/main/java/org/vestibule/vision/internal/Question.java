// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.FaceWish;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.vote.Ballot;
import org.vestibule.vision.internal.vote.Election;
import org.vestibule.vision.internal.vote.Outcome;

/**
 * What is asked of everybody in a picture.
 *
 * @param look at the picture
 * @param model in whose space is compared
 * @param reference whom with
 * @param wish how many pictures must say so
 * @param thresholds who derives thresholds; without, the model's own holds
 * @param stricterBy added to the threshold for this camera
 * @param margin by how much the nearest of a gallery must lead
 */
record Question(
    FaceLook look,
    FaceEmbedding model,
    FaceReference reference,
    FaceWish wish,
    Optional<FaceThresholds> thresholds,
    double stricterBy,
    double margin) {
  /** Counts the votes of one track. */
  Outcome count(Ballot ballot) throws VestibuleException {
    if (reference instanceof FaceReference.Gallery gallery) {
      return Election.identify(ballot, gallery.identifier(), stricterBy, margin);
    }
    double own = model.threshold();
    return Election.verify(
        ballot,
        (FaceReference.Claimed) reference,
        comparisons ->
            stricterBy
                + thresholds
                    .map(all -> all.point(ballot.space(), comparisons).threshold())
                    .orElse(own));
  }

  /** Returns whether it is asked in the space of an older model. */
  boolean ofCompanion() {
    return model != look.serving();
  }

  /** Returns who decides, where it is not the model that serves. */
  String by() {
    return ofCompanion() ? " by " + model.id() + ", which keeps the older templates" : "";
  }
}
