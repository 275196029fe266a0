// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * Focal length and optical axis of a camera, in shares of its picture, so that they hold for each
 * of its resolutions. From OpenCV's matrix, whose pixel centres are whole numbers: {@code fx / w},
 * {@code fy / h}, {@code (cx + 0.5) / w}, {@code (cy + 0.5) / h}.
 *
 * @param fx focal length in widths of the picture
 * @param fy focal length in heights of the picture
 * @param cx axis, from the left edge, in widths
 * @param cy axis, from the top edge, in heights
 */
public record Pinhole(double fx, double fy, double cx, double cy) {
  double planeX(double x, int width) {
    return ((x + 0.5) / width - cx) / fx;
  }

  double planeY(double y, int height) {
    return ((y + 0.5) / height - cy) / fy;
  }

  double pixelX(double plane, int width) {
    return (plane * fx + cx) * width - 0.5;
  }

  double pixelY(double plane, int height) {
    return (plane * fy + cy) * height - 0.5;
  }
}
