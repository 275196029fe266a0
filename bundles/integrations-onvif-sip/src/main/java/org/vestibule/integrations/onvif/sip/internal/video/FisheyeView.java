// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

/**
 * A view of an ordinary camera, cut out of the picture of an equidistant fisheye lens.
 *
 * @param width of the fisheye picture, even, in pixels
 * @param height of the fisheye picture, even, in pixels
 * @param centreX where the lens looks, in pixels
 * @param centreY where the lens looks, in pixels
 * @param radius of the circle that the lens draws, in pixels
 * @param lensDegrees how far it sees from rim to rim, usually 180
 * @param yaw to where the view is turned, degrees to the right
 * @param pitch to where the view is turned, degrees up
 * @param viewDegrees how wide the view is, 10 to 140
 */
public record FisheyeView(
    int width,
    int height,
    double centreX,
    double centreY,
    double radius,
    double lensDegrees,
    double yaw,
    double pitch,
    double viewDegrees) {
  /** Refuses what no lens does. */
  public FisheyeView {
    if (width < 16 || width > 4096 || height < 16 || height > 4096 || (width | height) % 2 != 0) {
      throw new IllegalArgumentException(
          "a fisheye picture of " + width + "x" + height + "; allowed: even, 16 to 4096");
    }
    within("centreX", centreX, 0, width);
    within("centreY", centreY, 0, height);
    within("radius", radius, 8, 4096);
    within("lensDegrees", lensDegrees, 60, 220);
    within("yaw", yaw, -110, 110);
    within("pitch", pitch, -110, 110);
    within("viewDegrees", viewDegrees, 10, 140);
  }

  private static void within(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          what + " " + value + "; allowed: " + least + " to " + most);
    }
  }
}
