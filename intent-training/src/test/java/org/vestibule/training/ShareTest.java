// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void nothingOfNothingIsBoundless() {
    assertThat(new Share(0, 0).lower()).isZero();
    assertThat(new Share(0, 0).upper()).isEqualTo(1);
  }

  @Test
  void boundsAreWilsons() {
    // 10 of 10: the lower bound is n / (n + z^2) = 10 / 13.8415.
    assertThat(new Share(10, 10).lower()).isCloseTo(0.72247, within(1e-4));
    assertThat(new Share(10, 10).upper()).isCloseTo(1, within(1e-9));
    // 5 of 10: 1/2 -+ z / (2 sqrt(n + z^2)).
    assertThat(new Share(5, 10).lower()).isCloseTo(0.23659, within(1e-4));
    assertThat(new Share(5, 10).upper()).isCloseTo(0.76341, within(1e-4));
  }
}
