// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

/**
 * A window of a picture as a camera stores it: brightness (Y), and colour (Cb, Cr) at the same or a
 * lower resolution; JFIF 1.02, full range. Arrays grow when they must and are used again. Not
 * thread-safe.
 *
 * <p>Rows may be padded to {@link #stride} and {@link #chromaStride}. A grey picture has no colour
 * planes ({@link #grey}).
 */
public final class Planes {
  byte[] luma = new byte[0];
  byte[] cb = new byte[0];
  byte[] cr = new byte[0];
  int width;
  int height;
  int stride;
  int chromaWidth;
  int chromaHeight;
  int chromaStride;

  /** Luma pixels per colour pixel, horizontally. */
  int chromaX;

  /** Luma pixels per colour pixel, vertically. */
  int chromaY;

  /** Pixels of the stored picture per pixel of this window: 1, 2, 4 or 8. */
  int denominator;

  /** Left edge of the window in the stored picture. */
  int originX;

  /** Top edge of the window in the stored picture. */
  int originY;

  boolean grey;

  private int growths;

  /** Says how large the window is; its former contents are gone. */
  void shape(int width, int height, int stride, int rows) {
    this.width = width;
    this.height = height;
    this.stride = stride;
    luma = room(luma, stride * rows);
  }

  /** Says how the colour lies; call after {@link #shape}. */
  void colour(int ratioX, int ratioY, int chromaStride, int rows) {
    grey = false;
    chromaX = ratioX;
    chromaY = ratioY;
    chromaWidth = (width + ratioX - 1) / ratioX;
    chromaHeight = (height + ratioY - 1) / ratioY;
    this.chromaStride = chromaStride;
    cb = room(cb, chromaStride * rows);
    cr = room(cr, chromaStride * rows);
  }

  /** Says where the window lies. */
  void place(int originX, int originY, int denominator) {
    this.originX = originX;
    this.originY = originY;
    this.denominator = denominator;
  }

  /** Returns how many arrays were made so far, to show that they are used again. */
  public int growths() {
    return growths;
  }

  /** Returns pixels of the stored picture per pixel of this window. */
  public int denominator() {
    return denominator;
  }

  /** Returns the map from pixel centres of the stored picture to those of this window. */
  Affine fromStored() {
    double scale = 1.0 / denominator;
    return new Affine(
        scale, 0, (0.5 - originX) * scale - 0.5, 0, scale, (0.5 - originY) * scale - 0.5);
  }

  /** Returns the map from pixel centres of this window to those of its colour planes. */
  Affine toChroma() {
    double x = 1.0 / chromaX;
    double y = 1.0 / chromaY;
    return new Affine(x, 0, 0.5 * x - 0.5, 0, y, 0.5 * y - 0.5);
  }

  /**
   * Returns how far colour varies over this window: the standard deviation of Cb and Cr together, 0
   * for a grey picture. A tint that lies over the whole picture is no colour.
   */
  double colourSpread() {
    if (grey) {
      return 0;
    }
    // Every second pixel of every second row is plenty to tell colour from none.
    long count = 0;
    long sumB = 0;
    long sumR = 0;
    long squares = 0;
    for (int y = 0; y < chromaHeight; y += 2) {
      for (int at = y * chromaStride; at < y * chromaStride + chromaWidth; at += 2) {
        int b = (cb[at] & 255) - 128;
        int r = (cr[at] & 255) - 128;
        count++;
        sumB += b;
        sumR += r;
        squares += b * b + r * r;
      }
    }
    double meanB = (double) sumB / count;
    double meanR = (double) sumR / count;
    return Math.sqrt(Math.max(0, (double) squares / count - meanB * meanB - meanR * meanR));
  }

  /** Writes this window at half its size into {@code half}, each pixel the mean of four. */
  void halve(Planes half) {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    half.shape(w, h, w, h);
    shrink(luma, width, height, stride, half.luma, w, h, w);
    half.grey = grey;
    if (!grey) {
      int cw = (w + chromaX - 1) / chromaX;
      int ch = (h + chromaY - 1) / chromaY;
      half.colour(chromaX, chromaY, cw, ch);
      shrink(cb, chromaWidth, chromaHeight, chromaStride, half.cb, cw, ch, cw);
      shrink(cr, chromaWidth, chromaHeight, chromaStride, half.cr, cw, ch, cw);
    }
    half.place(originX, originY, denominator * 2);
  }

  private static void shrink(
      byte[] from, int width, int height, int stride, byte[] to, int w, int h, int toStride) {
    for (int y = 0; y < h; y++) {
      int upper = Math.min(2 * y, height - 1) * stride;
      int lower = Math.min(2 * y + 1, height - 1) * stride;
      for (int x = 0; x < w; x++) {
        int left = Math.min(2 * x, width - 1);
        int right = Math.min(2 * x + 1, width - 1);
        int sum =
            (from[upper + left] & 255)
                + (from[upper + right] & 255)
                + (from[lower + left] & 255)
                + (from[lower + right] & 255);
        to[y * toStride + x] = (byte) ((sum + 2) >> 2);
      }
    }
  }

  private byte[] room(byte[] held, int wanted) {
    if (held.length >= wanted) {
      return held;
    }
    growths++;
    return new byte[wanted];
  }
}
