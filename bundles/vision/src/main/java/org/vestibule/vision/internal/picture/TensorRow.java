// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One row of a colour tensor, on its way: values with 8 binary digits after the point. Plain loops
 * over plain arrays, because the compiler turns those into vector instructions.
 */
final class TensorRow {
  /** From Cb and Cr to red, green and blue (JFIF 1.02), with 14 digits after the point. */
  private static final int RED_CR = 22970;

  private static final int GREEN_CB = 5638;
  private static final int GREEN_CR = 11700;
  private static final int BLUE_CB = 29032;
  private static final int CENTRE = 128 << 8;
  private static final int WHITE = 255 << 8;

  final int[] luma;
  final int[] cb;
  final int[] cr;
  private final float[] red;
  private final float[] green;
  private final float[] blue;
  private final float factor;
  private final float shift;

  TensorRow(int width, float mean, float scale) {
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

  private static int clamp(int value) {
    return Math.min(Math.max(value, 0), WHITE);
  }
}
