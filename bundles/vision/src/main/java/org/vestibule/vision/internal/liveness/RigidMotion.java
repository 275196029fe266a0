// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether face and {@link Surroundings} move together over a track. Slow motion adds up: a ring is
 * kept until something moved, at most {@value #MAX_AGE} pictures. One thread at a time.
 */
final class RigidMotion {
  static final String CUE = "rigid-motion";
  private static final int MAX_AGE = 15;
  private static final double BOUND = -0.25;

  /** By how many comparisons agreed: one is not much. */
  private static final double[] CONFIDENCE = {0, 0.4, 0.6, 0.85};

  private final Surroundings surroundings = new Surroundings();
  private int age;
  private int comparisons;
  private double sum;

  /** Takes the next picture. */
  Clue look(double[] points, Picture picture, Scratch scratch) {
    if (surroundings.kept()) {
      double found = surroundings.compare(points, picture, scratch);
      age++;
      if (!Double.isNaN(found)) {
        comparisons++;
        sum += found;
      } else if (age < MAX_AGE) {
        return clue();
      }
    }
    surroundings.keep(points, picture, scratch);
    age = 0;
    return clue();
  }

  private Clue clue() {
    if (comparisons == 0) {
      return Clue.abstains(CUE, "nothing moved against its surroundings");
    }
    double mean = sum / comparisons;
    double confidence = CONFIDENCE[Math.min(comparisons, CONFIDENCE.length - 1)];
    boolean rigid = mean < BOUND;
    return Clue.says(
        CUE,
        rigid ? 0 : Math.min(1, 0.5 + Math.max(0, mean)),
        rigid || mean > 0 ? confidence : 0,
        "the surroundings %s the face (%.2f, bound %.2f)",
        rigid ? "move with" : "do not move with",
        mean,
        BOUND);
  }
}
