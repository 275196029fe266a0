// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

/**
 * How a sheet is held before a pinhole camera whose focal length is {@value #FOCAL} pixels.
 *
 * @param x of its middle, pixels of the camera
 * @param y of its middle
 * @param width of the photo when it faces the camera, pixels
 * @param height of the photo when it faces the camera, pixels
 * @param yaw turned about the upright axis, degrees
 * @param pitch tipped about the level axis, degrees
 * @param roll turned in its plane, degrees
 */
record Pose(
    double x, double y, double width, double height, double yaw, double pitch, double roll) {
  private static final double FOCAL = 700;

  /** Returns the 3 x 3 matrix from the camera's pixels to 0..1 over the photo, row by row. */
  double[] toPhoto() {
    double cy = Math.cos(Math.toRadians(yaw));
    double sy = Math.sin(Math.toRadians(yaw));
    double cp = Math.cos(Math.toRadians(pitch));
    double sp = Math.sin(Math.toRadians(pitch));
    double cr = Math.cos(Math.toRadians(roll));
    double sr = Math.sin(Math.toRadians(roll));
    // Columns of roll, then pitch, then yaw, applied to the sheet's own axes.
    double[] a = {cr * cy - sr * sp * sy, sr * cp, -cr * sy - sr * sp * cy};
    double[] b = {-sr * cy - cr * sp * sy, cr * cp, sr * sy - cr * sp * cy};
    double[] forward = new double[9];
    double[] centre = {x, y};
    for (int row = 0; row < 2; row++) {
      forward[3 * row] = (FOCAL * a[row] + centre[row] * a[2]) * width;
      forward[3 * row + 1] = (FOCAL * b[row] + centre[row] * b[2]) * height;
      forward[3 * row + 2] = FOCAL * centre[row];
    }
    forward[6] = a[2] * width;
    forward[7] = b[2] * height;
    forward[8] = FOCAL;
    return inverse(forward);
  }

  /** The adjugate: a homography has no scale of its own. */
  private static double[] inverse(double[] m) {
    return new double[] {
      m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
    };
  }
}
