// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {
  /** The definition itself: at the bound, so few hits or fewer have a chance of 5 %. */
  @ParameterizedTest
  @CsvSource({"0, 20", "1, 20", "7, 20", "19, 20", "3, 1000", "250, 1000"})
  void atTheBoundSoFewHitsAreAsUnlikelyAsStated(int hits, int trials) {
    double bound = ClopperPearson.upper(hits, trials, 0.95);

    double chance = 0;
    double term = Math.pow(1 - bound, trials);
    for (int k = 0; k <= hits; k++) {
      chance += term;
      term *= (double) (trials - k) / (k + 1) * bound / (1 - bound);
    }
    assertThat(chance).isCloseTo(0.05, within(1e-6));
  }

  @Test
  void nothingSeenInManyTrialsGivesTheRuleOfThree() {
    assertThat(ClopperPearson.upper(0, 20_000, 0.95))
        .isCloseTo(1 - Math.pow(0.05, 1 / 20_000.0), within(1e-10));
    assertThat(ClopperPearson.upper(0, 3e8, 0.95)).isCloseTo(1e-8, within(2e-11));
  }

  @Test
  void theEndsAreTheEnds() {
    assertThat(ClopperPearson.upper(5, 5, 0.95)).isEqualTo(1);
    assertThat(ClopperPearson.lower(0, 5, 0.95)).isZero();
    assertThat(ClopperPearson.lower(5, 5, 0.95)).isCloseTo(Math.pow(0.05, 0.2), within(1e-9));
  }

  @Test
  void numbersThatAreNotWholeLieBetweenTheirNeighbours() {
    assertThat(ClopperPearson.upper(0.4, 500, 0.95))
        .isBetween(ClopperPearson.upper(0, 500, 0.95), ClopperPearson.upper(1, 500, 0.95));
  }
}
