// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/**
 * What came of one picture: a good shot, or what was wrong with the picture. That a picture is bad
 * is an answer of the verifier and no failure of it.
 */
record Look(Optional<FaceShot> shot, Optional<VestibuleException> refusal) {
  private static final Set<String> OF_A_PICTURE =
      Set.of("no-face", "several-faces", "poor-quality", "spoof-suspected");

  /** Looks once; may be repeated with another verifier. */
  static Look at(FaceVerifier verifier, Optional<StationId> camera, Frame frame)
      throws VestibuleException {
    try {
      return new Look(Optional.of(verifier.shot(camera, frame)), Optional.empty());
    } catch (VestibuleException e) {
      if (OF_A_PICTURE.contains(e.code()) || e.code().startsWith("image-")) {
        return new Look(Optional.empty(), Optional.of(e));
      }
      throw e;
    }
  }

  FaceShot good() {
    return shot.orElseThrow();
  }
}
