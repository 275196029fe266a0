// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.Arrays;

/**
 * Directions in seven bits a number beside the same as floats. A search reads the small form, and
 * the floats only of rows that may be among the nearest, so that what it finds is exact: with
 * {@code r'} and {@code q'} as what quantisation left of {@code r} and {@code q}, the
 * Cauchy-Schwarz inequality gives {@code |q.r - q'.r'| <= |q| |r - r'| + |q - q'| |r'|}, and all of
 * these lengths are known. A row whose upper bound is below the second-best found so far is out for
 * certain.
 */
final class QuantisedBlock extends Block {
  /** More than the rounding of sums over some thousand floats, in either form, can come to. */
  private static final float ROUNDING = 1e-4f;

  private static final int PAIR = 0x00ff00ff;

  private final int length;
  private final int[][] columns;
  private final float[] floats;
  private final float[] steps = new float[ROWS];
  private final float[] errors = new float[ROWS];
  private final int[] sums = new int[ROWS];

  QuantisedBlock(int length) {
    this.length = length;
    columns = new int[Quantised.ints(length)][ROWS];
    floats = new float[length * ROWS];
  }

  @Override
  void write(int row, float[] direction) {
    Quantised small = new Quantised(direction);
    for (int d = 0; d < columns.length; d++) {
      columns[d][row] = small.codes[d];
    }
    steps[row] = small.step;
    errors[row] = small.error;
    sums[row] = small.sum;
    System.arraycopy(direction, 0, floats, row * length, length);
    Arrays.fill(small.codes, 0);
  }

  @Override
  float[] read(int row) {
    return Arrays.copyOfRange(floats, row * length, (row + 1) * length);
  }

  @Override
  void clear(int row) {
    for (int[] column : columns) {
      column[row] = 0;
    }
    Arrays.fill(floats, row * length, (row + 1) * length, 0);
    steps[row] = 0;
    errors[row] = 0;
    sums[row] = 0;
  }

  @Override
  void search(int rows, Scan scan) {
    Quantised q = scan.probe().quantised();
    int[] products = scan.products();
    Arrays.fill(products, 0);
    for (int d = 0; d < columns.length; d++) {
      add(columns[d], q.even(d), q.odd(d), products);
    }
    int shift = columns.length * 4 * Quantised.ZERO * Quantised.ZERO - Quantised.ZERO * q.sum;
    float lost = q.error + ROUNDING;
    for (int row = 0; row < rows; row++) {
      int product = products[row] + shift - Quantised.ZERO * sums[row];
      float upper = product * steps[row] * q.step + errors[row] * (1 + q.error) + lost;
      if (upper >= scan.floor()) {
        scan.offer(owner(row), Dot.product(scan.probe().direction(), floats, row * length));
      }
    }
  }

  /** Adds four products for each row. */
  private static void add(int[] column, int even, int odd, int[] products) {
    for (int row = 0; row < ROWS; row++) {
      int codes = column[row];
      products[row] += ((codes & PAIR) * even + (codes >>> 8 & PAIR) * odd) >>> 16;
    }
  }
}
