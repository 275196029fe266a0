// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

/**
 * How strictly life is asked for.
 *
 * @param threshold a score must be above it; 0 takes the model's own
 * @param challenge when a visitor is asked to do something
 */
public record LivenessSettings(double threshold, Challenge challenge) {
  /** When a visitor is asked to do something. */
  public enum Challenge {
    /** Never. */
    OFF,
    /** When the pictures alone do not tell. */
    UNSURE,
    /** Every time. */
    ALWAYS
  }
}
