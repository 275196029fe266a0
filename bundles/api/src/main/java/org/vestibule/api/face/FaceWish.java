// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import org.vestibule.api.station.StationId;

/**
 * How the pictures of one visitor are to be judged.
 *
 * @param camera whose pictures they are; its profile is used
 * @param confirmations different pictures of one track that must show the person, 1 to 10
 * @param spoofConfirmations pictures that must look like an artefact to end it, 1 to 10
 */
public record FaceWish(StationId camera, int confirmations, int spoofConfirmations) {
  /** Checks the bounds. */
  public FaceWish {
    if (confirmations < 1 || confirmations > 10) {
      throw new IllegalArgumentException("confirmations " + confirmations + "; allowed: 1 to 10");
    }
    if (spoofConfirmations < 1 || spoofConfirmations > 10) {
      throw new IllegalArgumentException(
          "spoofConfirmations " + spoofConfirmations + "; allowed: 1 to 10");
    }
  }
}
