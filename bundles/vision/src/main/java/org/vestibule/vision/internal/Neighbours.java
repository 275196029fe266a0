// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Optional;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.camera.CameraProfile;

/** What the pipeline asks of others in the house. Any of it may come and go. Thread-safe. */
interface Neighbours {
  /** Nobody else. */
  Neighbours NONE = new Neighbours() {};

  /** Returns who derives thresholds; without them a model's own holds. */
  default Optional<FaceThresholds> thresholds() {
    return Optional.empty();
  }

  /** Returns what is special about a camera. */
  default CameraProfile camera(Optional<StationId> camera) {
    return CameraProfile.ORDINARY;
  }

  /** Takes note of the best similarity of one finished attempt of a living face (1:1). */
  default void attempt(StationId camera, float similarity) {
    // Nobody keeps an eye on it.
  }
}
