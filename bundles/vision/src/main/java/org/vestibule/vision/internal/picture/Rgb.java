// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * From red, green and blue to the planes (JFIF 1.02, "Conversion to and from RGB"), in whole
 * numbers with 16 digits after the point, colour at full resolution.
 */
final class Rgb {
  private static final int HALF = 1 << 15;

  /** Half less one, so that the largest colour rounds to 255 and not beyond. */
  private static final int CENTRE = (128 << 16) + HALF - 1;

  private Rgb() {}

  /** Shapes planes for {@link #put}. */
  static void shape(Planes out, int width, int height) {
    out.shape(width, height, width, height);
    out.colour(1, 1, width, height);
    out.place(0, 0, 1);
  }

  /** Writes one pixel; each value 0 to 255. */
  static void put(Planes out, int at, int r, int g, int b) {
    out.luma[at] = (byte) (19595 * r + 38470 * g + 7471 * b + HALF >> 16);
    out.cb[at] = (byte) (-11059 * r - 21709 * g + 32768 * b + CENTRE >> 16);
    out.cr[at] = (byte) (32768 * r - 27439 * g - 5329 * b + CENTRE >> 16);
  }

  /**
   * Converts whole pixels.
   *
   * @param step bytes from one pixel to the next
   * @param red place of red in a pixel; blue lies at {@code 2 - red}
   */
  static void planes(byte[] data, int step, int red, int width, int height, Planes out) {
    shape(out, width, height);
    int blue = 2 - red;
    for (int at = 0, from = 0; at < width * height; at++, from += step) {
      put(out, at, data[from + red] & 255, data[from + 1] & 255, data[from + blue] & 255);
    }
  }
}
