// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Cuts, turns, resizes and converts in one pass: each pixel of a tensor is interpolated bilinearly
 * in the planes where it came from, so no picture lies in between. Outside the window the edge
 * repeats.
 *
 * <p>Places and values have 8 binary digits after the point. A map that does not turn, which is the
 * common one, works its columns out once for all rows.
 */
final class Sampler {
  /** From Cb and Cr to red, green and blue (JFIF 1.02), with 14 digits after the point. */
  private static final int RED_CR = 22970;

  private static final int GREEN_CB = 5638;
  private static final int GREEN_CR = 11700;
  private static final int BLUE_CB = 29032;
  private static final int CENTRE = 128 << 8;
  private static final int WHITE = 255 << 8;

  /**
   * One row of a colour tensor, on its way. Plain loops over plain arrays, because the compiler
   * turns those into vector instructions.
   */
  private static final class Row {
    final int[] luma;
    final int[] cb;
    final int[] cr;
    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float factor;
    private final float shift;

    Row(int width, float mean, float scale) {
      luma = new int[width];
      cb = new int[width];
      cr = new int[width];
      Arrays.fill(cb, CENTRE);
      Arrays.fill(cr, CENTRE);
      red = new float[width];
      green = new float[width];
      blue = new float[width];
      factor = 1 / (256 * scale);
      shift = -mean / scale;
    }

    void convert() {
      for (int u = 0; u < luma.length; u++) {
        int b = cb[u] - CENTRE;
        int r = cr[u] - CENTRE;
        red[u] = clamp(luma[u] + (RED_CR * r >> 14)) * factor + shift;
        green[u] = clamp(luma[u] - (GREEN_CB * b + GREEN_CR * r >> 14)) * factor + shift;
        blue[u] = clamp(luma[u] + (BLUE_CB * b >> 14)) * factor + shift;
      }
    }

    void write(FloatBuffer out, int at, int area, boolean bgr) {
      out.put(at, bgr ? blue : red);
      out.put(at + area, green);
      out.put(at + 2 * area, bgr ? red : blue);
    }
  }

  private Sampler() {}

  /**
   * Fills a colour tensor [3, height, width], red first unless {@code bgr}.
   *
   * @param map from the tensor's pixels to those of the stored picture
   * @param out written from index 0
   * @param mean subtracted from 0..255
   * @param scale divides what is left
   */
  static void colour(
      Planes planes,
      Affine map,
      int width,
      int height,
      FloatBuffer out,
      float mean,
      float scale,
      boolean bgr) {
    Affine own = map.then(planes.fromStored());
    Affine chroma = planes.grey ? own : own.then(planes.toChroma());
    Row row = new Row(width, mean, scale);
    boolean straight = own.b() == 0 && own.d() == 0;
    int[] columns = straight ? columns(own, width, planes.width) : null;
    int[] chromaColumns = straight ? columns(chroma, width, planes.chromaWidth) : null;
    for (int v = 0; v < height; v++) {
      if (straight) {
        straight(planes, own, chroma, v, columns, chromaColumns, row);
      } else {
        turned(planes, own, chroma, v, width, row);
      }
      row.convert();
      row.write(out, v * width, width * height, bgr);
    }
  }

  private static void straight(
      Planes planes, Affine own, Affine chroma, int v, int[] columns, int[] coarse, Row row) {
    int y = place(own.f() + own.e() * v, planes.height);
    along(planes.luma, planes.stride, y, columns, row.luma);
    if (!planes.grey) {
      int down = place(chroma.f() + chroma.e() * v, planes.chromaHeight);
      along(planes.cb, planes.chromaStride, down, coarse, row.cb);
      along(planes.cr, planes.chromaStride, down, coarse, row.cr);
    }
  }

  private static void along(byte[] plane, int stride, int y, int[] columns, int[] to) {
    int upper = (y >> 8) * stride;
    int down = y & 255;
    if (down == 0) {
      for (int u = 0; u < to.length; u++) {
        to[u] = between(plane, upper, columns[u]);
      }
      return;
    }
    for (int u = 0; u < to.length; u++) {
      int above = between(plane, upper, columns[u]);
      int below = between(plane, upper + stride, columns[u]);
      to[u] = above + ((below - above) * down >> 8);
    }
  }

  private static void turned(Planes planes, Affine own, Affine chroma, int v, int width, Row row) {
    for (int u = 0; u < width; u++) {
      row.luma[u] =
          at(planes.luma, planes.width, planes.height, planes.stride, own.x(u, v), own.y(u, v));
      if (!planes.grey) {
        int w = planes.chromaWidth;
        int h = planes.chromaHeight;
        double x = chroma.x(u, v);
        double y = chroma.y(u, v);
        row.cb[u] = at(planes.cb, w, h, planes.chromaStride, x, y);
        row.cr[u] = at(planes.cr, w, h, planes.chromaStride, x, y);
      }
    }
  }

  /** Fills a grey tensor [1, height, width]; parameters as for {@link #colour}. */
  static void grey(
      Planes planes, Affine map, int width, int height, FloatBuffer out, float mean, float scale) {
    Affine own = map.then(planes.fromStored());
    float factor = 1 / (256 * scale);
    float shift = -mean / scale;
    int w = planes.width;
    int h = planes.height;
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        int luma = at(planes.luma, w, h, planes.stride, own.x(u, v), own.y(u, v));
        out.put(v * width + u, luma * factor + shift);
      }
    }
  }

  private static int[] columns(Affine map, int width, int size) {
    int[] columns = new int[width];
    for (int u = 0; u < width; u++) {
      columns[u] = place(map.c() + map.a() * u, size);
    }
    return columns;
  }

  private static int place(double value, int size) {
    int place = (int) (value * 256);
    int last = size - 1 << 8;
    return place < 0 ? 0 : place > last ? last : place;
  }

  private static int at(byte[] plane, int width, int height, int stride, double x, double y) {
    int row = place(y, height);
    int column = place(x, width);
    int upper = (row >> 8) * stride;
    int lower = (row + 255 >> 8) * stride;
    int above = between(plane, upper, column);
    return above + ((between(plane, lower, column) - above) * (row & 255) >> 8);
  }

  /** The value between two pixels of a row; the right one is never read beyond the edge. */
  private static int between(byte[] plane, int row, int column) {
    int left = plane[row + (column >> 8)] & 255;
    int right = plane[row + (column + 255 >> 8)] & 255;
    return (left << 8) + (right - left) * (column & 255);
  }

  private static int clamp(int value) {
    return Math.min(Math.max(value, 0), WHITE);
  }
}
