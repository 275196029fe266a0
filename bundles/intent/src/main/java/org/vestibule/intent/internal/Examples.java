// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Arrays;

/**
 * Training sentences as embeddings that are rounded to bytes, each with its class: what a head
 * looks up its nearest neighbours in. Immutable by convention; thread-safe.
 *
 * @param rows see {@link #rounded}
 * @param classes for each row its class
 */
public record Examples(byte[][] rows, int[] classes) {
  /** How many neighbours have a say. */
  static final int NEIGHBOURS = 10;

  /** A neighbour whose cosine is smaller by this much counts less by the factor e. */
  static final double SCALE = 0.05;

  /** Rounds an embedding to bytes, its largest value to 127: only its direction is kept. */
  public static byte[] rounded(float[] embedding) {
    float largest = Float.MIN_NORMAL;
    for (float value : embedding) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] bytes = new byte[embedding.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(127 * embedding[i] / largest);
    }
    return bytes;
  }

  /** Returns the first rows only. */
  public Examples first(int count) {
    return new Examples(Arrays.copyOf(rows, count), Arrays.copyOf(classes, count));
  }

  /** Returns the cosine of an embedding to each row, -1 to 1. */
  double[] cosines(float[] embedding) {
    double length = 0;
    for (float value : embedding) {
      length += (double) value * value;
    }
    double[] cosines = new double[rows.length];
    for (int n = 0; n < rows.length; n++) {
      byte[] row = rows[n];
      float dot = 0;
      int square = 0;
      for (int i = 0; i < row.length; i++) {
        dot += row[i] * embedding[i];
        square += row[i] * row[i];
      }
      cosines[n] = dot / Math.sqrt(Math.max(square * length, Double.MIN_NORMAL));
    }
    return cosines;
  }

  /**
   * Returns the share of each class among the {@value #NEIGHBOURS} nearest rows, a nearer one
   * counting more (Dudani 1976, "The Distance-Weighted k-Nearest-Neighbor Rule", here with
   * exponential weights).
   *
   * @param cosines of at least as many rows as there are here
   */
  double[] neighbours(double[] cosines, int labels) {
    int[] nearest = new int[Math.min(NEIGHBOURS, rows.length)];
    Arrays.fill(nearest, -1);
    for (int n = 0; n < rows.length; n++) {
      int at = nearest.length;
      while (at > 0 && (nearest[at - 1] < 0 || cosines[n] > cosines[nearest[at - 1]])) {
        at--;
      }
      if (at < nearest.length) {
        System.arraycopy(nearest, at, nearest, at + 1, nearest.length - 1 - at);
        nearest[at] = n;
      }
    }
    double[] share = new double[labels];
    double sum = 0;
    for (int n : nearest) {
      double weight = StrictMath.exp((cosines[n] - cosines[nearest[0]]) / SCALE);
      share[classes[n]] += weight;
      sum += weight;
    }
    for (int k = 0; k < labels; k++) {
      share[k] /= sum;
    }
    return share;
  }
}
