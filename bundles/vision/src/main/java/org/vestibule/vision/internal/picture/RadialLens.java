// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * An ordinary lens: radial and tangential distortion (D. C. Brown, "Decentering distortion of
 * lenses", Photogrammetric Engineering 1966; "Close-range camera calibration", 1971), with the
 * coefficients in the sense of OpenCV's {@code calibrateCamera}.
 *
 * @param pinhole focal length and axis
 * @param k1 radial, of the second power
 * @param k2 radial, of the fourth power
 * @param p1 tangential
 * @param p2 tangential
 * @param k3 radial, of the sixth power
 */
public record RadialLens(Pinhole pinhole, double k1, double k2, double p1, double p2, double k3)
    implements Lens {
  @Override
  public void distort(double[] x, double[] y, int width, int height) {
    for (int i = 0; i < x.length; i++) {
      double u = pinhole.planeX(x[i], width);
      double v = pinhole.planeY(y[i], height);
      double r2 = u * u + v * v;
      double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
      double bentU = u * radial + 2 * p1 * u * v + p2 * (r2 + 2 * u * u);
      double bentV = v * radial + p1 * (r2 + 2 * v * v) + 2 * p2 * u * v;
      x[i] = pinhole.pixelX(bentU, width);
      y[i] = pinhole.pixelY(bentV, height);
    }
  }
}
