// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * How a vote went.
 *
 * @param person who, if the score is above every bound
 * @param similarity the best score, NaN when there was nothing to compare with
 * @param threshold the bound that it had to pass
 * @param confirming the crops which alone say the same, the youngest last
 * @param reason one sentence with the deciding value and its bound
 */
public record Outcome(
    Optional<PersonId> person,
    float similarity,
    double threshold,
    List<Crop> confirming,
    String reason) {
  static Outcome unknown(float similarity, double threshold, String reason) {
    return new Outcome(Optional.empty(), similarity, threshold, List.of(), reason);
  }
}
