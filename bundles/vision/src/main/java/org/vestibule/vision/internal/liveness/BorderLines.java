// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether straight long edges frame a face, as the border of a sheet or a screen does (context of
 * the spoofing medium; J. Komulainen, A. Hadid, M. Pietikainen, "Context based face anti-spoofing",
 * BTAS 2013; lines by a Hough transform that is limited to the four places where a border can be).
 * Three sides may be a door behind a person; the fourth, across the chest, is not. A side beyond
 * the picture is not found. Stateless.
 */
final class BorderLines {
  static final String CUE = "border";

  /** The square that is searched, in cells; its side is {@link Surroundings#REACH} faces. */
  private static final int SIDE = 96;

  private static final double CELLS_PER_FACE = SIDE / Surroundings.REACH;

  /** Where a border may run, in heights of the face from its middle. */
  private static final double NEAREST = 0.55;

  private static final double FARTHEST = 1.9;

  /** Half the length of the line that must be there. */
  private static final double HALF_LENGTH = 0.8;

  /** Grey levels between the two sides of an edge, two cells apart. */
  private static final double MIN_STEP = 10;

  private static final double MIN_SUPPORT = 0.85;
  private static final int SLOPES = 6;
  private static final double SLOPE = 0.025;

  /** Of three sides, the two that face each other differ by no more, or they are no frame. */
  private static final double MAX_SKEW = 0.08;

  private BorderLines() {}

  static Clue look(Face face, Picture picture, Scratch scratch) {
    double side = Surroundings.REACH * face.height();
    double left = face.centreX() - side / 2;
    double top = face.centreY() - side / 2;
    FloatBuffer grey = scratch.tensor(SIDE * SIDE);
    picture.grey(Affine.onto(left, top, side, side, SIDE, SIDE), SIDE, SIDE, grey, 0, 1);
    double cell = side / SIDE;
    // The first and the last cell of the search that lie in the picture, on both axes.
    int[] inside = {
      (int) Math.ceil((0 - left) / cell) + 1,
      (int) Math.floor((picture.width() - 1 - left) / cell) - 2,
      (int) Math.ceil((0 - top) / cell) + 1,
      (int) Math.floor((picture.height() - 1 - top) / cell) - 2
    };
    double[] slopes = new double[4];
    int found = 0;
    for (int border = 0; border < 4; border++) {
      slopes[border] = slope(grey, border, inside);
      found += Double.isNaN(slopes[border]) ? 0 : 1;
    }
    boolean skewed = skewed(slopes[0], slopes[1]) || skewed(slopes[2], slopes[3]);
    if (found < 3 || (found == 3 && skewed)) {
      return Clue.says(CUE, 0.5, 0, "no frame: %d of 4 sides", found);
    }
    return Clue.says(
        CUE, 0, found == 4 ? 0.85 : 0.4, "a frame around the face: %d of 4 straight sides", found);
  }

  private static boolean skewed(double one, double other) {
    return Math.abs(one - other) > MAX_SKEW;
  }

  /**
   * Looks for the best line on one side: 0 left, 1 right, 2 above, 3 below.
   *
   * @return its slope; NaN when there is none
   */
  private static double slope(FloatBuffer grey, int border, int[] inside) {
    boolean upright = border < 2;
    int direction = border % 2 == 0 ? -1 : 1;
    double best = MIN_SUPPORT;
    double slope = Double.NaN;
    for (double far = NEAREST; far <= FARTHEST; far += 1 / CELLS_PER_FACE) {
      for (int s = -SLOPES; s <= SLOPES; s++) {
        double at = SIDE / 2.0 + direction * far * CELLS_PER_FACE;
        double support = support(grey, upright, at, s * SLOPE, inside);
        if (support > best) {
          best = support;
          slope = s * SLOPE;
        }
      }
    }
    return slope;
  }

  /** The share of a line's cells that have a step of the line's own sign across it. */
  private static double support(
      FloatBuffer grey, boolean upright, double at, double slope, int[] inside) {
    int half = (int) (HALF_LENGTH * CELLS_PER_FACE);
    int up = 0;
    int down = 0;
    for (int along = -half; along <= half; along++) {
      int across = (int) Math.rint(at + slope * along);
      int x = upright ? across : SIDE / 2 + along;
      int y = upright ? SIDE / 2 + along : across;
      if (x < inside[0] || x > inside[1] || y < inside[2] || y > inside[3]) {
        continue;
      }
      if (x < 1 || y < 1 || x >= SIDE - 1 || y >= SIDE - 1) {
        continue;
      }
      int stride = upright ? 1 : SIDE;
      int cell = y * SIDE + x;
      double step = grey.get(cell + stride) - grey.get(cell - stride);
      up += step >= MIN_STEP ? 1 : 0;
      down += step <= -MIN_STEP ? 1 : 0;
    }
    return Math.max(up, down) / (2.0 * half + 1);
  }
}
