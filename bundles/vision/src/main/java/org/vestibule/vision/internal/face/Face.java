// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

/**
 * A face in a picture, in pixels of the upright picture.
 *
 * @param x left edge of its box
 * @param y top edge
 * @param width of its box
 * @param height of its box
 * @param score how sure the detector is, 0 to 1
 * @param points five points, x and y in turn: the person's right eye (left in the picture), left
 *     eye, nose, right and left corner of the mouth; empty when the detector gives none
 */
public record Face(double x, double y, double width, double height, double score, double[] points) {
  /** Returns the same face with its points. */
  public Face with(double[] fivePoints) {
    return new Face(x, y, width, height, score, fivePoints);
  }

  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public double area() {
    return width * height;
  }

  /** Returns how much the two boxes share: intersection over union, 0 to 1. */
  public double overlap(Face other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (area() + other.area() - w * h);
  }
}
