// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.Objects;

/**
 * What one model made of one request, in the terms in which two models are compared.
 *
 * @param decision the decision's name, for example {@code known}, {@code spoof} or {@code
 *     DELIVERY}; two models agree when it is the same. Never a name of a person, never words of a
 *     visitor: use {@link #of(String)} for those
 * @param positive whether it is the decision that lets something happen: a match, a live face, an
 *     accepted intent. McNemar's test compares how often two models say so
 * @param score the score behind it, NaN when there is none or when the two models' scores live on
 *     different scales
 */
public record Verdict(String decision, boolean positive, double score) {
  /** Not comparable: the second model has nothing to compare with, for example no template. */
  public static final Verdict NONE = new Verdict("", false, Double.NaN);

  /** Refuses no decision. */
  public Verdict {
    Objects.requireNonNull(decision, "decision");
  }

  /** A decision that is a text: it is kept as a hash of this process, so that it can only match. */
  public static Verdict of(String text) {
    return new Verdict("#" + Integer.toHexString(text.hashCode()), !text.isEmpty(), Double.NaN);
  }
}
