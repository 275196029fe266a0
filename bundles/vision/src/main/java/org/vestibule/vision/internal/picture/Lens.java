// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * How a camera's lens bends straight lines. A lens is described by where it puts each point of the
 * undistorted picture, so that a picture is sampled through it and never rebuilt as a whole.
 * Implementations are immutable.
 */
public sealed interface Lens permits Lens.Straight, RadialLens, FisheyeLens {
  /** Leaves every pixel where it is. */
  Lens NONE = new Straight();

  /** A lens that bends nothing. */
  record Straight() implements Lens {
    @Override
    public boolean straight() {
      return true;
    }

    @Override
    public void distort(double[] x, double[] y, int width, int height) {
      // Nothing moves.
    }
  }

  /** Returns whether {@link #distort} moves nothing. */
  default boolean straight() {
    return false;
  }

  /**
   * Moves points of the undistorted picture to where the camera put them.
   *
   * @param x pixel centres of the stored picture, overwritten
   * @param y as many
   * @param width of the stored picture
   * @param height of the stored picture
   */
  void distort(double[] x, double[] y, int width, int height);

  /**
   * Returns whether the lens lays one part of the picture over another, or turns it over. No real
   * lens does; coefficients that were fitted badly, or mistyped, do. Looked for between the points
   * of a grid over the whole picture.
   */
  default boolean folds() {
    int side = 65;
    double[] x = new double[side * side];
    double[] y = new double[side * side];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % side / (side - 1.0) - 0.5;
      y[i] = i / side / (side - 1.0) - 0.5;
    }
    distort(x, y, 1, 1);
    for (int i = 0; i < x.length - side; i++) {
      if (i % side < side - 1) {
        double across = x[i + 1] - x[i];
        double down = y[i + side] - y[i];
        double skew = (y[i + 1] - y[i]) * (x[i + side] - x[i]);
        // Written so that NaN counts as folded.
        if (!(across * down - skew > 0)) {
          return true;
        }
      }
    }
    return false;
  }
}
