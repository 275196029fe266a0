// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import java.util.Arrays;

/**
 * Gives each row at most one column so that the sum of the costs is least, exactly: the Hungarian
 * method with potentials (H. W. Kuhn, "The Hungarian Method for the Assignment Problem", Naval
 * Research Logistics Quarterly 2, 1955; shortest augmenting paths as R. Jonker and A. Volgenant,
 * Computing 38, 1987), cubic in the number of rows.
 */
final class Assignment {
  /** A pair that must not be. */
  static final double FORBIDDEN = 1e6;

  private Assignment() {}

  /**
   * Solves it.
   *
   * @param costs by row and column, finite; {@link #FORBIDDEN} for what must not be
   * @return the column of each row, -1 for none
   */
  static int[] of(double[][] costs) {
    int rows = costs.length;
    int[] assigned = new int[rows];
    Arrays.fill(assigned, -1);
    if (rows == 0 || costs[0].length == 0) {
      return assigned;
    }
    // Each row finds a place: as many empty columns stand behind the real ones.
    int columns = costs[0].length + rows;
    int[] rowOf = new int[columns + 1];
    double[] rowPotential = new double[rows + 1];
    double[] columnPotential = new double[columns + 1];
    for (int row = 1; row <= rows; row++) {
      augment(costs, row, rowOf, rowPotential, columnPotential);
    }
    for (int column = 1; column <= costs[0].length; column++) {
      int row = rowOf[column] - 1;
      if (row >= 0 && costs[row][column - 1] < FORBIDDEN) {
        assigned[row] = column - 1;
      }
    }
    return assigned;
  }

  /** Finds a place for one more row along the cheapest path of changes; all counted from 1. */
  private static void augment(double[][] costs, int row, int[] rowOf, double[] u, double[] v) {
    int columns = v.length;
    double[] least = new double[columns];
    int[] from = new int[columns];
    boolean[] done = new boolean[columns];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int at = 0;
    do {
      done[at] = true;
      int next = 0;
      double delta = Double.POSITIVE_INFINITY;
      for (int column = 1; column < columns; column++) {
        if (!done[column]) {
          double reduced = cost(costs, rowOf[at], column) - u[rowOf[at]] - v[column];
          if (reduced < least[column]) {
            least[column] = reduced;
            from[column] = at;
          }
          if (least[column] < delta) {
            delta = least[column];
            next = column;
          }
        }
      }
      for (int column = 0; column < columns; column++) {
        if (done[column]) {
          u[rowOf[column]] += delta;
          v[column] -= delta;
        } else {
          least[column] -= delta;
        }
      }
      at = next;
    } while (rowOf[at] != 0);
    while (at != 0) {
      rowOf[at] = rowOf[from[at]];
      at = from[at];
    }
  }

  private static double cost(double[][] costs, int row, int column) {
    double[] of = costs[row - 1];
    return column <= of.length ? of[column - 1] : FORBIDDEN;
  }
}
