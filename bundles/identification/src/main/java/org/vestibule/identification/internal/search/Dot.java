// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

/** The dot product of two directions, which is their cosine. */
final class Dot {
  private Dot() {}

  /** Multiplies {@code one} with as many numbers of {@code many}; four sums hide the latency. */
  static float product(float[] one, float[] many, int offset) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * many[offset + i];
      b += one[i + 1] * many[offset + i + 1];
      c += one[i + 2] * many[offset + i + 2];
      d += one[i + 3] * many[offset + i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * many[offset + i];
    }
    return (a + b) + (c + d);
  }
}
