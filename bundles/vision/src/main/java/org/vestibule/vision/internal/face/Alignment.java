// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import org.vestibule.vision.internal.picture.Affine;

/**
 * Turns a face upright and to one size: the similarity (turn, scale, shift) that takes the five
 * points closest to where the embedding was trained to see them, in the least-squares sense (S.
 * Umeyama, "Least-Squares Estimation of Transformation Parameters Between Two Point Patterns", IEEE
 * PAMI 13(4), 1991; in the plane without mirroring it has the closed form used here).
 */
public final class Alignment {
  /** Where the five points belong in 112 x 112 pixels (J. Deng et al., ArcFace, CVPR 2019). */
  private static final double[] TEMPLATE = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  private static final double TEMPLATE_SIDE = 112;

  private Alignment() {}

  /**
   * Returns the map from the tensor's pixels to those of the picture.
   *
   * @param points five points, x and y in turn
   * @param side of the tensor, in pixels
   */
  public static Affine toPicture(double[] points, int side) {
    double scale = side / TEMPLATE_SIDE;
    double fromX = 0;
    double fromY = 0;
    double toX = 0;
    double toY = 0;
    for (int i = 0; i < 10; i += 2) {
      fromX += TEMPLATE[i] * scale / 5;
      fromY += TEMPLATE[i + 1] * scale / 5;
      toX += points[i] / 5;
      toY += points[i + 1] / 5;
    }
    double spread = 0;
    double along = 0;
    double across = 0;
    for (int i = 0; i < 10; i += 2) {
      double u = TEMPLATE[i] * scale - fromX;
      double v = TEMPLATE[i + 1] * scale - fromY;
      double x = points[i] - toX;
      double y = points[i + 1] - toY;
      spread += u * u + v * v;
      along += u * x + v * y;
      across += u * y - v * x;
    }
    double a = along / spread;
    double b = across / spread;
    return new Affine(a, -b, toX - a * fromX + b * fromY, b, a, toY - b * fromX - a * fromY);
  }
}
