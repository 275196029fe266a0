// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;

/**
 * Cuts, turns, resizes and converts in one pass: each pixel of a tensor is interpolated bilinearly
 * in the planes where it came from, so no picture lies in between. Outside the window the edge
 * repeats.
 *
 * <p>Places and values have 8 binary digits after the point. A map that neither turns nor bends,
 * which is the common one, works its columns out once for all rows.
 */
final class Sampler {
  private Sampler() {}

  /**
   * Fills a colour tensor [3, height, width], red first unless {@code bgr}.
   *
   * @param route from the tensor's pixels to those of the stored picture
   * @param out written from index 0
   * @param mean subtracted from 0..255
   * @param scale divides what is left
   */
  static void colour(
      Planes planes,
      Route route,
      int width,
      int height,
      FloatBuffer out,
      float mean,
      float scale,
      boolean bgr) {
    Affine own = route.map().then(planes.fromStored());
    TensorRow row = new TensorRow(width, mean, scale);
    boolean straight = own.b() == 0 && own.d() == 0 && route.lens().straight();
    Affine chroma = planes.grey ? own : own.then(planes.toChroma());
    int[] columns = straight ? columns(own, width, planes.width) : null;
    int[] chromaColumns = straight ? columns(chroma, width, planes.chromaWidth) : null;
    double[] x = straight ? null : new double[width];
    double[] y = straight ? null : new double[width];
    for (int v = 0; v < height; v++) {
      if (straight) {
        straight(planes, own, chroma, v, columns, chromaColumns, row);
      } else {
        route.row(v, planes.fromStored(), x, y);
        turned(planes, x, y, row);
      }
      row.convert();
      row.write(out, v * width, width * height, bgr);
    }
  }

  private static void straight(
      Planes planes, Affine own, Affine chroma, int v, int[] columns, int[] coarse, TensorRow row) {
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

  private static void turned(Planes planes, double[] x, double[] y, TensorRow row) {
    plane(planes.luma, planes.width, planes.height, planes.stride, x, y, row.luma);
    if (!planes.grey) {
      Affine chroma = planes.toChroma();
      for (int u = 0; u < x.length; u++) {
        double fine = x[u];
        x[u] = chroma.x(fine, y[u]);
        y[u] = chroma.y(fine, y[u]);
      }
      int w = planes.chromaWidth;
      int h = planes.chromaHeight;
      plane(planes.cb, w, h, planes.chromaStride, x, y, row.cb);
      plane(planes.cr, w, h, planes.chromaStride, x, y, row.cr);
    }
  }

  private static void plane(
      byte[] plane, int width, int height, int stride, double[] x, double[] y, int[] to) {
    for (int u = 0; u < to.length; u++) {
      to[u] = at(plane, width, height, stride, x[u], y[u]);
    }
  }

  /** Fills a grey tensor [1, height, width]; parameters as for {@link #colour}. */
  static void grey(
      Planes planes, Route route, int width, int height, FloatBuffer out, float mean, float scale) {
    float factor = 1 / (256 * scale);
    float shift = -mean / scale;
    double[] x = new double[width];
    double[] y = new double[width];
    int[] luma = new int[width];
    for (int v = 0; v < height; v++) {
      route.row(v, planes.fromStored(), x, y);
      plane(planes.luma, planes.width, planes.height, planes.stride, x, y, luma);
      for (int u = 0; u < width; u++) {
        out.put(v * width + u, luma[u] * factor + shift);
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
}
