// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void nothingRightOfTenIsNotProvenToBeNothing() {
    Share none = new Share(0, 10);
    assertThat(none.low()).isZero();
    // Wilson's interval for 0 of 10, as in the tables of Newcombe 1998.
    assertThat(none.high()).isCloseTo(0.2775, within(1e-4));
    assertThat(new Share(81, 263).low()).isCloseTo(0.2553, within(1e-4));
    assertThat(new Share(81, 263).high()).isCloseTo(0.3662, within(1e-4));
  }

  @Test
  void noEventLeavesAMeanOfThree() {
    assertThat(Poisson.upper(0)).isCloseTo(-Math.log(0.05), within(1e-6));
    assertThat(Poisson.upper(3)).isCloseTo(7.754, within(1e-3));
  }
}
