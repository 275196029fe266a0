// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;

/**
 * Faces that stand for strangers, without names. Immutable.
 *
 * @param space the embedding space that they lie in
 * @param origin where they come from, a clause for people
 * @param licence SPDX expression of the pictures behind them
 * @param generated whether no camera ever saw these people
 * @param people the faces of each; at least one for each
 */
public record Cohort(
    String space,
    String origin,
    String licence,
    boolean generated,
    List<List<FaceTemplate>> people) {
  /** Copies the lists. */
  public Cohort {
    people = people.stream().map(List::copyOf).toList();
  }

  /**
   * Refuses another space than that of the model: vectors of two spaces are never compared.
   *
   * @throws VestibuleException {@code cohort-space-wrong}
   */
  public Cohort in(String wanted) throws VestibuleException {
    if (!space.equals(wanted)) {
      throw new VestibuleException(
          "cohort-space-wrong",
          "cohort",
          "faces in the space " + space,
          "the space of the model, " + wanted,
          "Build the cohort anew with this model: ./vestibule eval cohort --help.");
    }
    return this;
  }

  @Override
  public String toString() {
    return "Cohort[" + people.size() + " people in " + space + "]";
  }
}
