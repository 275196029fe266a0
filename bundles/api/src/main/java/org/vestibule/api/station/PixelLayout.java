// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

/** How the pixels of an uncompressed picture lie in memory; rows follow each other without gaps. */
public enum PixelLayout {
  /** One byte for each pixel: brightness, 0 to 255. */
  GREY8,
  /** Three bytes for each pixel: red, green, blue. */
  RGB24,
  /** Three bytes for each pixel: blue, green, red. */
  BGR24,
  /** Y for each pixel, then U, then V, each for two by two pixels (4:2:0, full range BT.601). */
  I420,
  /** Y for each pixel, then U and V in turn for two by two pixels (4:2:0, full range BT.601). */
  NV12;

  /**
   * Returns how many bytes a picture of that size has; odd sizes have their colour rounded up.
   *
   * @param width pixels, from 1
   * @param height pixels, from 1
   */
  public long bytes(int width, int height) {
    long pixels = (long) width * height;
    return switch (this) {
      case GREY8 -> pixels;
      case RGB24, BGR24 -> 3 * pixels;
      case I420, NV12 -> pixels + 2 * ((width + 1L) / 2) * ((height + 1L) / 2);
    };
  }
}
