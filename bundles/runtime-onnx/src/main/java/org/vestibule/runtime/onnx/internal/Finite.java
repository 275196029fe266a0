// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.nio.FloatBuffer;

/**
 * Looks for NaN and infinity. {@code x - x} is 0 for every finite x and NaN for the others, so a
 * sum of differences tells in one pass without a branch; four sums keep the additions from waiting
 * for one another.
 */
final class Finite {
  private Finite() {}

  /** Returns whether every value between position and limit is finite. */
  static boolean all(FloatBuffer values) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = values.position();
    int end = values.limit();
    for (; i + 3 < end; i += 4) {
      float w = values.get(i);
      float x = values.get(i + 1);
      float y = values.get(i + 2);
      float z = values.get(i + 3);
      a += w - w;
      b += x - x;
      c += y - y;
      d += z - z;
    }
    for (; i < end; i++) {
      float w = values.get(i);
      a += w - w;
    }
    return a + b + c + d == 0;
  }

  /** Returns whether every value is finite. */
  static boolean all(float[] values) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += values[i] - values[i];
      b += values[i + 1] - values[i + 1];
      c += values[i + 2] - values[i + 2];
      d += values[i + 3] - values[i + 3];
    }
    for (; i < values.length; i++) {
      a += values[i] - values[i];
    }
    return a + b + c + d == 0;
  }
}
