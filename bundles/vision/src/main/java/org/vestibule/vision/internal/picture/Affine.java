// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * A plane map, {@code x' = a x + b y + c} and {@code y' = d x + e y + f}. Coordinates are pixel
 * centres: the first pixel of a picture lies at 0, 0.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {
  /** Leaves every point where it is. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /**
   * Maps an output of {@code width} by {@code height} pixels onto a rectangle, edges onto edges.
   *
   * @param x left edge; the centre of the first pixel is 0, so its left edge is -0.5
   * @param y top edge
   */
  public static Affine onto(double x, double y, double w, double h, int width, int height) {
    double sx = w / width;
    double sy = h / height;
    return new Affine(sx, 0, x + sx / 2, 0, sy, y + sy / 2);
  }

  /** Returns this map followed by {@code next}. */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * d,
        next.a * b + next.b * e,
        next.a * c + next.b * f + next.c,
        next.d * a + next.e * d,
        next.d * b + next.e * e,
        next.d * c + next.e * f + next.f);
  }

  /** Returns the image of a point, first coordinate. */
  public double x(double x, double y) {
    return a * x + b * y + c;
  }

  /** Returns the image of a point, second coordinate. */
  public double y(double x, double y) {
    return d * x + e * y + f;
  }
}
