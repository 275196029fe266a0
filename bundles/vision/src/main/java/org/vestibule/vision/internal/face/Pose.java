// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

/**
 * Where a head is turned, estimated from five points under weak perspective with the facial model
 * of A. Gee and R. Cipolla ("Determining the gaze of faces in images", Image and Vision Computing
 * 12(10), 1994): the tip of the nose stands before the plane of eyes and mouth by 0.6 of the
 * distance between the two. Ratios are taken along and across the axis from the eyes to the mouth,
 * so that a tilted head is no turned one. NaN where points fall together.
 *
 * @param yaw degrees, positive when the person looks to their own left
 * @param pitch degrees, positive when they look up
 * @param roll degrees, positive when the head leans to their own left
 */
public record Pose(double yaw, double pitch, double roll) {
  /** Height of the nose by the distance from the eyes to the mouth. */
  private static final double NOSE_BY_LENGTH = 0.6;

  /** Distance of the eyes by that from the eyes to the mouth, in an upright face. */
  private static final double EYES_BY_LENGTH = 0.87;

  /** Where the tip of the nose lies between eyes and mouth, in a face seen from the front. */
  private static final double NOSE_ALONG = 0.5;

  /** Estimates it from five points, x and y in turn. */
  public static Pose of(double[] p) {
    double eyesX = (p[0] + p[2]) / 2;
    double eyesY = (p[1] + p[3]) / 2;
    double axisX = (p[6] + p[8]) / 2 - eyesX;
    double axisY = (p[7] + p[9]) / 2 - eyesY;
    double length = Math.hypot(axisX, axisY);
    double eyes = Math.hypot(p[2] - p[0], p[3] - p[1]);
    double noseX = p[4] - eyesX;
    double noseY = p[5] - eyesY;
    double along = (noseX * axisX + noseY * axisY) / (length * length);
    double across = (noseX * axisY - noseY * axisX) / (length * eyes);
    return new Pose(
        Math.toDegrees(Math.atan(across * EYES_BY_LENGTH / NOSE_BY_LENGTH)),
        Math.toDegrees(Math.atan((NOSE_ALONG - along) / NOSE_BY_LENGTH)),
        Math.toDegrees(Math.atan2(p[3] - p[1], p[2] - p[0])));
  }
}
