// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Optional;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.camera.CameraProfiles;
import org.vestibule.vision.internal.drift.DriftMonitor;

/** Who else is in this container at the moment. Thread-safe. */
final class Surroundings implements Neighbours {
  volatile FaceThresholds thresholds;
  volatile CameraProfiles cameras;
  volatile DriftMonitor drift;

  @Override
  public Optional<FaceThresholds> thresholds() {
    return Optional.ofNullable(thresholds);
  }

  @Override
  public CameraProfile camera(Optional<StationId> camera) {
    CameraProfiles profiles = cameras;
    return profiles == null ? CameraProfile.ORDINARY : profiles.of(camera);
  }

  @Override
  public void attempt(StationId camera, float similarity) {
    DriftMonitor monitor = drift;
    if (monitor != null) {
      monitor.attempt(camera, similarity);
    }
  }
}
