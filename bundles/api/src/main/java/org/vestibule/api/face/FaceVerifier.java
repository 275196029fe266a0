// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/** Verifies a face against a claim (1:1). Thread-safe; keeps nothing of what it saw. */
@ProviderType
public interface FaceVerifier {
  /**
   * Begins to watch one visitor.
   *
   * @throws VestibuleException {@code model-*} when no model serves
   */
  default FaceWatch watch(FaceWish wish) throws VestibuleException {
    throw new UnsupportedOperationException();
  }

  /**
   * Judges one picture for enrolment: exactly one living face that can be judged well.
   *
   * @param camera whose picture it is, if it comes from one; its profile is used
   * @throws VestibuleException {@code no-face}, {@code several-faces}, {@code poor-quality}, {@code
   *     spoof-suspected}, {@code image-*} or {@code model-*}; the remedy is guidance for the person
   */
  default FaceShot shot(Optional<StationId> camera, Frame frame) throws VestibuleException {
    throw new UnsupportedOperationException();
  }

  /**
   * Judges whether the largest face in {@code frame} belongs to {@code claimed} and is alive.
   *
   * @param claimed the person behind the claim
   *     <p>Templates of an older model's space are compared there, as long as that model is kept;
   *     the answer then carries a {@linkplain FaceAnswer.Known#renewal() renewal}.
   * @param enrolled that person's templates, of whatever spaces
   * @throws VestibuleException {@code image-*} when the picture cannot be read, {@code model-*}
   *     when no model serves
   */
  FaceAnswer verify(PersonId claimed, List<FaceTemplate> enrolled, Frame frame)
      throws VestibuleException;

  /**
   * Makes a template for enrolment from one picture with exactly one good face.
   *
   * @throws VestibuleException {@code no-face}, {@code several-faces}, {@code poor-quality}, {@code
   *     spoof-suspected}, {@code image-*} or {@code model-*}
   */
  FaceTemplate enrol(Frame frame) throws VestibuleException;
}
