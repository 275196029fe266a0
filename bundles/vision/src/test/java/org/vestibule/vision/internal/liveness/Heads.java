// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

/** The five points of heads and of flat pictures of heads, turned; 60 pixels between the eyes. */
final class Heads {
  /** Right eye, left eye, nose, corners of the mouth; x, y, and how far it stands out. */
  private static final double[][] POINTS = {
    {-0.5, -0.4, 0}, {0.5, -0.4, 0}, {0, 0.15, 0.45}, {-0.4, 0.6, 0}, {0.4, 0.6, 0}
  };

  private static final double EYES = 60;

  private Heads() {}

  /** A head turned to its own left, degrees. */
  static double[] head(double yaw) {
    return turned(yaw, 0, 1, 1);
  }

  /** A flat picture turned by yaw and tipped by pitch, degrees. */
  static double[] flat(double yaw, double pitch) {
    return turned(yaw, pitch, 0, 1);
  }

  /** A head that looks ahead, so many times as large. */
  static double[] near(double scale) {
    return turned(0, 0, 1, scale);
  }

  private static double[] turned(double yaw, double pitch, double depth, double scale) {
    double y = Math.toRadians(yaw);
    double p = Math.toRadians(pitch);
    double[] points = new double[10];
    for (int i = 0; i < 5; i++) {
      double[] point = POINTS[i];
      double z = depth * point[2];
      points[2 * i] = 200 + scale * EYES * (point[0] * Math.cos(y) + z * Math.sin(y));
      points[2 * i + 1] = 200 + scale * EYES * (point[1] * Math.cos(p));
    }
    return points;
  }
}
