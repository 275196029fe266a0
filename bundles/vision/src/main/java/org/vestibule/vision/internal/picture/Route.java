// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * The way from a tensor's pixels to those of the stored picture: a plane map into the undistorted
 * picture, then the lens.
 *
 * @param map from the tensor to the stored picture without distortion
 * @param lens how the camera bent it
 * @param width of the stored picture
 * @param height of the stored picture
 */
record Route(Affine map, Lens lens, int width, int height) {
  /**
   * Finds the places of one row.
   *
   * @param v the row
   * @param after from the stored picture onwards
   * @param x filled
   * @param y filled, as long
   */
  void row(int v, Affine after, double[] x, double[] y) {
    boolean straight = lens.straight();
    Affine first = straight ? map.then(after) : map;
    for (int u = 0; u < x.length; u++) {
      x[u] = first.x(u, v);
      y[u] = first.y(u, v);
    }
    if (straight) {
      return;
    }
    lens.distort(x, y, width, height);
    for (int u = 0; u < x.length; u++) {
      double bent = x[u];
      x[u] = after.x(bent, y[u]);
      y[u] = after.y(bent, y[u]);
    }
  }
}
