// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.Arrays;

/**
 * Directions as floats, one array for each dimension, so that a search adds whole columns: {@code
 * sums[row] += q[d] * column[d][row]} has no reduction, and HotSpot's C2 turns it into vector
 * instructions. One array for all would not do: C2 of JDK 17 cannot tell that {@code sums[row]} and
 * {@code block[d * ROWS + row]} are different memory, and leaves the loop scalar.
 */
final class ExactBlock extends Block {
  /** Dimensions in one pass over the sums; C2 leaves a loop over eight of them scalar. */
  private static final int STEP = 4;

  private final int length;
  private final float[][] columns;

  ExactBlock(int length) {
    this.length = length;
    columns = new float[(length + STEP - 1) / STEP * STEP][ROWS];
  }

  @Override
  void write(int row, float[] direction) {
    for (int d = 0; d < length; d++) {
      columns[d][row] = direction[d];
    }
  }

  @Override
  float[] read(int row) {
    float[] direction = new float[length];
    for (int d = 0; d < length; d++) {
      direction[d] = columns[d][row];
    }
    return direction;
  }

  @Override
  void clear(int row) {
    for (float[] column : columns) {
      column[row] = 0;
    }
  }

  @Override
  void search(int rows, Scan scan) {
    float[] q = scan.probe().padded();
    float[] sums = scan.sums();
    Arrays.fill(sums, 0);
    for (int d = 0; d < columns.length; d += STEP) {
      add(
          columns[d],
          columns[d + 1],
          columns[d + 2],
          columns[d + 3],
          q[d],
          q[d + 1],
          q[d + 2],
          q[d + 3],
          sums);
    }
    for (int row = 0; row < rows; row++) {
      if (sums[row] >= scan.floor()) {
        scan.offer(owner(row), sums[row]);
      }
    }
  }

  /** Plain products and sums: a fused one is emulated, and slow, where the processor has none. */
  private static void add(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float q0,
      float q1,
      float q2,
      float q3,
      float[] sums) {
    for (int row = 0; row < ROWS; row++) {
      sums[row] += q0 * c0[row] + q1 * c1[row] + q2 * c2[row] + q3 * c3[row];
    }
  }
}
