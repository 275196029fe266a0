// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/**
 * Takes out what is below speech: a second-order high-pass at 48 kHz (denoise.c, {@code biquad}).
 * Not thread-safe.
 */
final class HighPass {
  private static final double A1 = -1.99599f;
  private static final double A2 = 0.99600f;
  private static final double B1 = -2;
  private static final double B2 = 1;

  private static final float INAUDIBLE = 1e-20f;

  private float first;
  private float second;

  /** Filters all of {@code in}, times {@code scale}, to {@code out} from {@code at} on. */
  void filter(float[] in, float scale, float[] out, int at) {
    for (int i = 0; i < in.length; i++) {
      float x = in[i] * scale;
      float y = x + first;
      first = (float) (second + (B1 * x - A1 * y));
      second = (float) (B2 * x - A2 * y);
      out[at + i] = y;
    }
    // In silence both would fade into numbers that processors are slow with.
    first = Math.abs(first) < INAUDIBLE ? 0 : first;
    second = Math.abs(second) < INAUDIBLE ? 0 : second;
  }

  void clear() {
    first = 0;
    second = 0;
  }
}
