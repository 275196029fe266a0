// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  @Test
  void noAnswersHaveNoError() {
    assertThat(new Reliability().error()).isZero();
  }

  @Test
  void honestProbabilitiesHaveNoErrorAndBoastingOnesHaveAll() {
    Reliability honest = new Reliability();
    Reliability boasting = new Reliability();
    for (int i = 0; i < 10; i++) {
      honest.add(0.7, i < 7);
      boasting.add(1, i < 3);
    }
    assertThat(honest.error()).isCloseTo(0, within(1e-9));
    assertThat(boasting.error()).isCloseTo(0.7, within(1e-9));
    assertThat(boasting.count()).isEqualTo(10);
  }
}
