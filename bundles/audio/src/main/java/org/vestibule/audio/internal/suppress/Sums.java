// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/** Sums over stretches of sound that the search for a pitch is made of. */
final class Sums {
  private Sums() {}

  /** Returns the sum of products of two stretches, in the order of time. */
  static float product(float[] one, int from, float[] other, int otherFrom, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += one[from + i] * other[otherFrom + i];
    }
    return sum;
  }

  /** Returns the sum of two such products: side by side, for a processor waits for each sum. */
  static float products(float[] sound, int from, int other, int third, int count) {
    float sum = 0;
    float thirdSum = 0;
    for (int i = 0; i < count; i++) {
      sum += sound[from + i] * sound[other + i];
      thirdSum += sound[from + i] * sound[third + i];
    }
    return sum + thirdSum;
  }

  /** Adds a stretch, weighted, to the beginning of {@code to}. */
  static void add(float[] stretch, int from, float factor, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += factor * stretch[from + i];
    }
  }

  /** Returns towards which neighbour, -1 or 1, a peak leans by more than half a step, or 0. */
  static int peak(float before, float at, float after) {
    if (after - before > .7f * (at - before)) {
      return 1;
    }
    return before - after > .7f * (at - after) ? -1 : 0;
  }
}
