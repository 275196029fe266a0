// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.nio.FloatBuffer;

/**
 * Looks for NaN and infinity. {@code x - x} is 0 for every finite x and NaN for the others, so sums
 * of differences tell without a branch. The values pass through a small array, because the compiler
 * turns additions of whole arrays into vector instructions and reads of a buffer not.
 */
final class Finite {
  private static final int CHUNK = 256;

  private Finite() {}

  /** Returns whether every value between position and limit is finite; moves neither. */
  static boolean all(FloatBuffer values) {
    int size = Math.min(CHUNK, values.remaining());
    float[] chunk = new float[size];
    float[] sums = new float[size];
    for (int at = values.position(); at < values.limit(); at += size) {
      int count = Math.min(size, values.limit() - at);
      values.get(at, chunk, 0, count);
      addDifferences(chunk, sums, count);
    }
    float sum = 0;
    for (float each : sums) {
      sum += each;
    }
    return sum == 0;
  }

  /** Returns whether every value is finite. */
  static boolean all(float[] values) {
    return all(FloatBuffer.wrap(values));
  }

  private static void addDifferences(float[] values, float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += values[i] - values[i];
    }
  }
}
