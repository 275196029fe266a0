// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.time.Instant;

/**
 * The threshold in force and how well it is founded. A false accept is counted for each attempt of
 * a stranger, whatever number of templates that attempt is compared with.
 *
 * @param space the embedding space
 * @param targetFar the stated bound: false accepts for each attempt, for example 1e-5
 * @param comparisons templates that one attempt is compared with
 * @param threshold a cosine must be above it
 * @param proof what the data allows to say
 * @param cohort the impostors that it was derived from
 * @param estimatedFar the estimate for each attempt at this threshold; NaN without a cohort
 * @param upperFar the upper end of the one-sided 95 % interval; NaN without a cohort
 * @param provableFar the smallest bound that this cohort could prove at all; NaN without one
 * @param derivedAt when it was derived
 * @param sentence the same for people
 */
public record OperatingPoint(
    String space,
    double targetFar,
    int comparisons,
    double threshold,
    Proof proof,
    Cohort cohort,
    double estimatedFar,
    double upperFar,
    double provableFar,
    Instant derivedAt,
    String sentence) {
  /** How far a figure is founded. */
  public enum Proof {
    /** The upper bound of the interval is not above the target. */
    PROVEN,
    /** The estimate is not above the target, but the data is too little to prove it. */
    NOT_PROVABLE,
    /**
     * The estimate is above the target even at the strictest threshold that the site allows, which
     * is in force.
     */
    MISSED,
    /** There is no cohort in this space: the model's own threshold is in force. */
    NO_COHORT,
    /** A person has set the threshold. */
    CONFIGURED
  }

  /**
   * Whose faces stand for strangers.
   *
   * @param origin where they come from, one sentence for people
   * @param people how many different ones
   * @param pairs comparisons of two of them
   * @param effectivePairs how many independent comparisons they are worth
   */
  public record Cohort(String origin, int people, long pairs, double effectivePairs) {
    /** Nobody. */
    public static final Cohort NONE = new Cohort("none", 0, 0, 0);
  }
}
