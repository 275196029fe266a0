// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

/**
 * The discrete Fourier transform of a square whose side is a power of two, in place (J. W. Cooley,
 * J. W. Tukey, Mathematics of Computation 19, 1965; radix 2, decimation in time). Stateless.
 */
final class Fourier {
  private Fourier() {}

  /**
   * Transforms rows, then columns.
   *
   * @param complex real and imaginary part in turn, row by row; at least {@code 2 * side * side}
   * @param side a power of two
   */
  static void transform(float[] complex, int side) {
    for (int i = 0; i < side; i++) {
      line(complex, i * side, 1, side);
    }
    for (int i = 0; i < side; i++) {
      line(complex, i, side, side);
    }
  }

  private static void line(float[] c, int first, int step, int n) {
    shuffle(c, first, step, n);
    for (int half = 1; half < n; half *= 2) {
      double angle = -Math.PI / half;
      for (int k = 0; k < half; k++) {
        float cos = (float) Math.cos(angle * k);
        float sin = (float) Math.sin(angle * k);
        for (int i = k; i < n; i += 2 * half) {
          int a = 2 * (first + i * step);
          int b = 2 * (first + (i + half) * step);
          float re = c[b] * cos - c[b + 1] * sin;
          float im = c[b] * sin + c[b + 1] * cos;
          c[b] = c[a] - re;
          c[b + 1] = c[a + 1] - im;
          c[a] += re;
          c[a + 1] += im;
        }
      }
    }
  }

  /** Puts each element where the reversed bits of its index say. */
  private static void shuffle(float[] c, int first, int step, int n) {
    int shift = Integer.numberOfLeadingZeros(n) + 1;
    for (int i = 0; i < n; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        int a = 2 * (first + i * step);
        int b = 2 * (first + j * step);
        float re = c[a];
        float im = c[a + 1];
        c[a] = c[b];
        c[a + 1] = c[b + 1];
        c[b] = re;
        c[b + 1] = im;
      }
    }
  }
}
