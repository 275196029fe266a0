// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.util.Locale;

/**
 * What one cue says of a face, beside the networks.
 *
 * @param cue its name, for example {@code raster}
 * @param score 0 (an artefact) to 1 (alive)
 * @param confidence 0 (it abstains) to 1
 * @param sentence the value and its bound, for people; why, when it abstains
 */
public record Clue(String cue, double score, double confidence, String sentence) {
  /** Says nothing. */
  static Clue abstains(String cue, String why) {
    return new Clue(cue, 0.5, 0, why);
  }

  /** Says something; the sentence is a format for the values. */
  static Clue says(String cue, double score, double confidence, String sentence, Object... values) {
    return new Clue(cue, score, confidence, String.format(Locale.ROOT, sentence, values));
  }
}
