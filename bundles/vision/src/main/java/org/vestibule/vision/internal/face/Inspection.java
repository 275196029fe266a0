// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.util.Optional;
import org.vestibule.api.face.FaceQuality;

/**
 * What one picture allows to say of a face.
 *
 * @param face with its points, once they were looked for
 * @param quality what was measured, once it was
 * @param refusal why the face cannot be judged, in words for the visitor
 */
public record Inspection(Face face, Optional<FaceQuality> quality, Optional<String> refusal) {
  /** Refused before its points were looked for. */
  public static Inspection refused(Face face, String refusal) {
    return new Inspection(face, Optional.empty(), Optional.of(refusal));
  }

  /** Returns whether the face can be judged. */
  public boolean good() {
    return refusal.isEmpty();
  }
}
