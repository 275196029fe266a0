// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * A fisheye lens: the distance from the axis grows with the angle (J. Kannala and S. Brandt, "A
 * generic camera model and calibration method for conventional, wide-angle, and fish-eye lenses",
 * IEEE TPAMI 28(8), 2006), with the coefficients in the sense of OpenCV's {@code fisheye} module.
 * The undistorted picture keeps the focal length, so what lies far outside leaves it.
 *
 * @param pinhole focal length and axis
 * @param k1 of the third power of the angle
 * @param k2 of the fifth power
 * @param k3 of the seventh power
 * @param k4 of the ninth power
 */
public record FisheyeLens(Pinhole pinhole, double k1, double k2, double k3, double k4)
    implements Lens {
  /** Closer to the axis than this the quotient below is one. */
  private static final double AXIS = 1e-9;

  @Override
  public void distort(double[] x, double[] y, int width, int height) {
    for (int i = 0; i < x.length; i++) {
      double u = pinhole.planeX(x[i], width);
      double v = pinhole.planeY(y[i], height);
      double r = Math.sqrt(u * u + v * v);
      double angle = Math.atan(r);
      double a2 = angle * angle;
      double bent = angle * (1 + a2 * (k1 + a2 * (k2 + a2 * (k3 + a2 * k4))));
      double scale = r > AXIS ? bent / r : 1;
      x[i] = pinhole.pixelX(u * scale, width);
      y[i] = pinhole.pixelY(v * scale, height);
    }
  }
}
