// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  @Test
  void nothingIsAssignedToNothing() {
    assertThat(Assignment.of(new double[0][0])).isEmpty();
    assertThat(Assignment.of(new double[2][0])).containsExactly(-1, -1);
  }

  @Test
  void whatMustNotBeIsNot() {
    double no = Assignment.FORBIDDEN;

    assertThat(Assignment.of(new double[][] {{no, no}, {no, 0.3}})).containsExactly(-1, 1);
  }

  @Test
  void theGreedyChoiceIsNotTakenWhereAnotherIsBetterForAll() {
    assertThat(Assignment.of(new double[][] {{0.1, 0.2}, {0.15, 0.9}})).containsExactly(1, 0);
  }

  @Test
  void itIsAsGoodAsTheBestOfAllPermutations() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      double[][] costs = new double[rows][columns];
      for (double[] row : costs) {
        for (int j = 0; j < columns; j++) {
          row[j] = random.nextInt(5) == 0 ? Assignment.FORBIDDEN : random.nextDouble();
        }
      }
      int[] found = Assignment.of(costs);
      double sum = 0;
      boolean[] used = new boolean[columns];
      for (int i = 0; i < rows; i++) {
        sum += found[i] < 0 ? Assignment.FORBIDDEN : costs[i][found[i]];
        if (found[i] >= 0) {
          assertThat(used[found[i]]).isFalse();
          used[found[i]] = true;
        }
      }
      assertThat(sum).isCloseTo(best(costs, 0, new boolean[columns]), within(1e-6));
    }
  }

  private static double best(double[][] costs, int row, boolean[] used) {
    if (row == costs.length) {
      return 0;
    }
    double best = Assignment.FORBIDDEN + best(costs, row + 1, used);
    for (int j = 0; j < used.length; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.min(best, costs[row][j] + best(costs, row + 1, used));
        used[j] = false;
      }
    }
    return best;
  }
}
