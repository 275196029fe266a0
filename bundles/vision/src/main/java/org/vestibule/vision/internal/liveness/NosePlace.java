// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

/**
 * Where the nose lies before the plane of eyes and mouth. {@code across} and {@code along} are the
 * nose's coordinates in the frame that the eyes and the middle of the mouth span. They are affine
 * invariants (J. Mundy, A. Zisserman, "Geometric Invariance in Computer Vision", 1992, ch. 1): a
 * flat picture of a face keeps them however it is shifted, turned or tilted, a head that turns does
 * not, because its nose stands out.
 *
 * @param across from the middle between the eyes towards the person's left eye, in eye distances
 * @param along from the eyes to the mouth, in their distance
 * @param eyes distance of the eyes, pixels
 * @param length from the eyes to the mouth, pixels
 */
record NosePlace(double across, double along, double eyes, double length) {
  /** How far the tip of a nose stands out of that plane, in eye distances: about 28 of 63 mm. */
  private static final double PROTRUSION = 0.45;

  /** Reads five points as {@link org.vestibule.vision.internal.face.Face} has them. */
  static NosePlace of(double[] p) {
    double middleX = (p[0] + p[2]) / 2;
    double middleY = (p[1] + p[3]) / 2;
    double eyesX = p[2] - p[0];
    double eyesY = p[3] - p[1];
    double downX = (p[6] + p[8]) / 2 - middleX;
    double downY = (p[7] + p[9]) / 2 - middleY;
    double noseX = p[4] - middleX;
    double noseY = p[5] - middleY;
    double area = eyesX * downY - eyesY * downX;
    return new NosePlace(
        (noseX * downY - noseY * downX) / area,
        (eyesX * noseY - eyesY * noseX) / area,
        Math.hypot(eyesX, eyesY),
        Math.hypot(downX, downY));
  }

  /** Returns how far the head is turned to its own left, degrees. */
  double yaw() {
    return Math.toDegrees(Math.atan(across / PROTRUSION));
  }

  /** Returns the proportion of eyes and length on a logarithmic scale: what a tilt changes. */
  double proportion() {
    return Math.log(eyes / length);
  }
}
