// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.vision.internal.face.FaceEmbedding;

/**
 * In which space a face is compared, and in no other. That is the space of the model that serves,
 * if the person has a template there; else the newest space of theirs whose model is still kept. A
 * face that is refused there is not tried in the next one: each space is one more chance for a
 * stranger.
 */
final class SpaceChoice {
  private SpaceChoice() {}

  /** Returns the model of that space; the one that serves where there is nothing to choose. */
  static FaceEmbedding model(FaceLook look, FaceReference reference) throws ModelException {
    if (reference instanceof FaceReference.Claimed claimed) {
      Set<String> spaces = spaces(claimed.enrolled());
      if (!spaces.contains(look.serving().space())) {
        for (String space : spaces) {
          Optional<FaceEmbedding> kept = look.model(space);
          if (kept.isPresent()) {
            return kept.get();
          }
        }
      }
    }
    return look.serving();
  }

  /** The spaces of the templates, the one that came last first. */
  private static Set<String> spaces(List<FaceTemplate> enrolled) {
    Set<String> spaces = new LinkedHashSet<>();
    for (int i = enrolled.size() - 1; i >= 0; i--) {
      spaces.add(enrolled.get(i).space());
    }
    return spaces;
  }
}
