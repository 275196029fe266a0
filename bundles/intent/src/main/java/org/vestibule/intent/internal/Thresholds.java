// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

/**
 * The three bounds of triage, each from 0 to 1.
 *
 * @param emergency probability of an emergency that is enough to say so, whatever else is likelier
 * @param accept probability that the best class needs
 * @param nearest cosine to the nearest training sentence that any answer but an emergency needs
 */
public record Thresholds(double emergency, double accept, double nearest) {
  /** Nothing of its own: the pack's bounds hold. */
  public static final Thresholds OF_PACK = new Thresholds(0, 0, 0);

  /** Returns these bounds where they are set (above 0), and those of the pack elsewhere. */
  public Thresholds over(Thresholds pack) {
    return new Thresholds(
        emergency > 0 ? emergency : pack.emergency,
        accept > 0 ? accept : pack.accept,
        nearest > 0 ? nearest : pack.nearest);
  }
}
