// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;

/**
 * Cuts, turns, resizes and converts in one pass: each pixel of a tensor is interpolated bilinearly
 * in the planes where it came from, so no picture lies in between. Outside the window the edge
 * repeats.
 */
public final class Sampler {
  private Sampler() {}

  /**
   * Fills a colour tensor [3, height, width], red first unless {@code bgr}.
   *
   * @param map from the tensor's pixels to those of the stored picture
   * @param out written from index 0
   * @param mean subtracted from 0..255
   * @param scale divides what is left
   */
  public static void colour(
      Planes planes,
      Affine map,
      int width,
      int height,
      FloatBuffer out,
      float mean,
      float scale,
      boolean bgr) {
    Affine own = map.then(planes.fromStored());
    int area = width * height;
    int red = bgr ? 2 * area : 0;
    int blue = bgr ? 0 : 2 * area;
    float factor = 1 / scale;
    float chromaX = planes.grey ? 1 : 1f / planes.chromaX;
    float chromaY = planes.grey ? 1 : 1f / planes.chromaY;
    for (int v = 0; v < height; v++) {
      float startX = (float) own.x(0, v);
      float startY = (float) own.y(0, v);
      float stepX = (float) own.a();
      float stepY = (float) own.d();
      for (int u = 0; u < width; u++) {
        float x = startX + u * stepX;
        float y = startY + u * stepY;
        float luma = at(planes.luma, planes.width, planes.height, planes.stride, x, y);
        float b = 0;
        float r = 0;
        if (!planes.grey) {
          float cx = (x + 0.5f) * chromaX - 0.5f;
          float cy = (y + 0.5f) * chromaY - 0.5f;
          int w = planes.chromaWidth;
          int h = planes.chromaHeight;
          b = at(planes.cb, w, h, planes.chromaStride, cx, cy) - 128;
          r = at(planes.cr, w, h, planes.chromaStride, cx, cy) - 128;
        }
        int index = v * width + u;
        out.put(red + index, (clamp(luma + 1.402f * r) - mean) * factor);
        out.put(area + index, (clamp(luma - 0.344136f * b - 0.714136f * r) - mean) * factor);
        out.put(blue + index, (clamp(luma + 1.772f * b) - mean) * factor);
      }
    }
  }

  /** Fills a grey tensor [1, height, width]; parameters as for {@link #colour}. */
  public static void grey(
      Planes planes, Affine map, int width, int height, FloatBuffer out, float mean, float scale) {
    Affine own = map.then(planes.fromStored());
    float factor = 1 / scale;
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        float x = (float) own.x(u, v);
        float y = (float) own.y(u, v);
        float luma = at(planes.luma, planes.width, planes.height, planes.stride, x, y);
        out.put(v * width + u, (luma - mean) * factor);
      }
    }
  }

  private static float at(byte[] plane, int width, int height, int stride, float x, float y) {
    float px = Math.min(Math.max(x, 0), width - 1);
    float py = Math.min(Math.max(y, 0), height - 1);
    int left = (int) px;
    int top = (int) py;
    float fx = px - left;
    float fy = py - top;
    int upper = top * stride + left;
    int lower = top + 1 < height ? upper + stride : upper;
    int next = left + 1 < width ? 1 : 0;
    float a = plane[upper] & 255;
    float b = plane[upper + next] & 255;
    float c = plane[lower] & 255;
    float d = plane[lower + next] & 255;
    float above = a + (b - a) * fx;
    return above + (c + (d - c) * fx - above) * fy;
  }

  private static float clamp(float value) {
    return Math.min(Math.max(value, 0), 255);
  }
}
