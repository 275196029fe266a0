// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.util.Random;

/**
 * A print cut out around the head, so that no margin shows and the true background does: along an
 * ellipse, or by eight straight cuts.
 */
final class CutOut implements Medium {
  private final Print print;
  private final boolean straight;
  private final double middleU;
  private final double middleV;
  private final double radiusU;
  private final double radiusV;

  /**
   * @param box left, top, width and height of the face in the photo, pixels
   */
  CutOut(Photo photo, double[] box, Random chance) {
    print = new Print(photo, chance);
    straight = chance.nextBoolean();
    middleU = (box[0] + box[2] / 2) / photo.width();
    middleV = (box[1] + box[3] * 0.45) / photo.height();
    double size = 0.75 + 0.15 * chance.nextDouble();
    radiusU = size * box[2] / photo.width();
    radiusV = size * box[3] / photo.height();
  }

  @Override
  public boolean colour(double u, double v, double[] out) {
    double x = (u - middleU) / radiusU;
    double y = (v - middleV) / radiusV;
    double diagonal = (Math.abs(x) + Math.abs(y)) / 1.35;
    boolean inside =
        straight ? Math.max(Math.max(Math.abs(x), Math.abs(y)), diagonal) < 1 : x * x + y * y < 1;
    return inside && print.colour(u, v, out);
  }
}
