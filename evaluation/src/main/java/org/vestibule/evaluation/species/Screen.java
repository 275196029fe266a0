// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.util.Random;

/**
 * A photo on a display of 240 to 420 pixels over its width: red, green and blue stripes beside each
 * other and dark gaps between the rows, from which the camera that samples them makes moire (I.
 * Amidror, "The Theory of the Moire Phenomenon", 2000). The stripes take 30 to 70 % of the light; a
 * bluish white, a lifted black, a dark bezel of 5 %.
 */
final class Screen implements Medium {
  private static final double BEZEL = 0.05;
  private static final double[] WHITE = {0.92, 0.98, 1.06};

  private final Photo photo;
  private final double columns;
  private final double stripes;

  Screen(Photo photo, Random chance) {
    this.photo = photo;
    columns = 240 + 180 * chance.nextDouble();
    stripes = 0.3 + 0.4 * chance.nextDouble();
  }

  @Override
  public boolean colour(double u, double v, double[] out) {
    if (u < -BEZEL || v < -BEZEL || u > 1 + BEZEL || v > 1 + BEZEL) {
      return false;
    }
    if (u < 0 || v < 0 || u > 1 || v > 1) {
      out[0] = 0.04;
      out[1] = 0.04;
      out[2] = 0.05;
      return true;
    }
    photo.at(u * photo.width(), v * photo.height(), out);
    double column = u * columns;
    double row = v * columns * photo.height() / photo.width();
    int lit = (int) (3 * (column - Math.floor(column)));
    double gap = row - Math.floor(row) < 0.2 ? 1 - stripes : 1 + stripes / 4;
    for (int channel = 0; channel < 3; channel++) {
      double stripe = channel == lit ? 1 + 2 * stripes : 1 - stripes;
      out[channel] = (0.03 + 0.97 * out[channel]) * stripe * gap * WHITE[channel];
    }
    return true;
  }
}
