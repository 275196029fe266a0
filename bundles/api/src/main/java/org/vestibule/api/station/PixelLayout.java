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

  /**
   * Returns one pixel as 0xRRGGBB.
   *
   * @param picture at least {@link #bytes} of that size
   * @param x from 0 at the left
   * @param y from 0 at the top
   */
  public int rgb(byte[] picture, int width, int height, int x, int y) {
    int at = y * width + x;
    int half = (width + 1) / 2;
    int colour = width * height + (y / 2) * half;
    return switch (this) {
      case GREY8 -> rgb(picture[at] & 255, picture[at] & 255, picture[at] & 255);
      case RGB24 ->
          rgb(picture[3 * at] & 255, picture[3 * at + 1] & 255, picture[3 * at + 2] & 255);
      case BGR24 ->
          rgb(picture[3 * at + 2] & 255, picture[3 * at + 1] & 255, picture[3 * at] & 255);
      case I420 -> {
        int u = colour + x / 2;
        yield yuv(picture[at], picture[u], picture[u + half * ((height + 1) / 2)]);
      }
      case NV12 -> {
        int u = width * height + (y / 2) * 2 * half + x / 2 * 2;
        yield yuv(picture[at], picture[u], picture[u + 1]);
      }
    };
  }

  /** Full range BT.601. */
  private static int yuv(byte luma, byte blue, byte red) {
    int y = luma & 255;
    double u = (blue & 255) - 128;
    double v = (red & 255) - 128;
    return rgb(
        (int) Math.round(y + 1.402 * v),
        (int) Math.round(y - 0.344136 * u - 0.714136 * v),
        (int) Math.round(y + 1.772 * u));
  }

  private static int rgb(int red, int green, int blue) {
    return bound(red) << 16 | bound(green) << 8 | bound(blue);
  }

  private static int bound(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
