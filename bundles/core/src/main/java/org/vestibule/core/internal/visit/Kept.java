// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitPicture;

/**
 * A picture that may outlive its visit, as it came.
 *
 * @param face where in it the face is that decided; empty where none did in this one
 */
record Kept(Frame frame, Optional<VisitPicture.Face> face) {
  /** Returns the picture in which a face decided; empty when the face is not within it. */
  static Optional<Kept> of(Frame frame, FaceBox box) {
    return VisitPicture.Face.of(box.left(), box.top(), box.width(), box.height())
        .map(face -> new Kept(frame, Optional.of(face)));
  }

  /** Returns it as it is kept; empty when it cannot be read. */
  Optional<VisitPicture> small() {
    return Snapshot.of(frame)
        .map(picture -> new VisitPicture(picture.capturedAt(), picture.jpeg(), face));
  }
}
