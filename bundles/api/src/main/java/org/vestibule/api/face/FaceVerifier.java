// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/** Judges faces at doors and for enrolment. Thread-safe; keeps nothing of what it saw. */
@ProviderType
public interface FaceVerifier {
  /**
   * Begins to watch one visitor.
   *
   * @throws VestibuleException {@code model-*} when no model serves
   */
  FaceWatch watch(FaceWish wish) throws VestibuleException;

  /**
   * Judges one picture for enrolment: exactly one living face that can be judged well.
   *
   * @param camera whose picture it is, if it comes from one; its profile is used
   * @throws VestibuleException {@code no-face}, {@code several-faces}, {@code poor-quality}, {@code
   *     spoof-suspected}, {@code image-*} or {@code model-*}; the remedy is guidance for the person
   */
  FaceShot shot(Optional<StationId> camera, Frame frame) throws VestibuleException;
}
