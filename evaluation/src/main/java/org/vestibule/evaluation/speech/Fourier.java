// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

/** The discrete Fourier transform of a power of two, in place (Cooley and Tukey 1965). */
final class Fourier {
  private Fourier() {}

  /** Transforms. */
  static void forward(double[] re, double[] im) {
    transform(re, im, -1);
  }

  /** Transforms back; {@code inverse(forward(x))} is x. */
  static void inverse(double[] re, double[] im) {
    transform(re, im, 1);
    for (int i = 0; i < re.length; i++) {
      re[i] /= re.length;
      im[i] /= re.length;
    }
  }

  private static void transform(double[] re, double[] im, int sign) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int size = 2; size <= n; size <<= 1) {
      for (int k = 0; k < size / 2; k++) {
        double angle = sign * 2 * Math.PI * k / size;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int a = k; a < n; a += size) {
          int b = a + size / 2;
          double x = re[b] * cos - im[b] * sin;
          double y = re[b] * sin + im[b] * cos;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
