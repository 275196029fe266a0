// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vestibule.core.internal.command.Allowance.Answer;

/** How often somebody may order. */
class AllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Allowance allowance = new Allowance();

  @Test
  void afterTheBurstTheMeanRateHolds() {
    int granted = 0;
    // Ten seconds of a hundred a second, where ten a second and a burst of twenty are allowed.
    for (int i = 0; i < 1000; i++) {
      granted += take("lift", i * SECOND / 100) == Answer.GRANTED ? 1 : 0;
    }
    assertThat(granted).isBetween(119, 120);
  }

  @Test
  void restGivesTheBurstBackAndNoMore() {
    for (int i = 0; i < 20; i++) {
      assertThat(take("lift", 0)).isEqualTo(Answer.GRANTED);
    }
    assertThat(take("lift", 0)).isEqualTo(Answer.REFUSED);
    assertThat(take("lift", 0)).isEqualTo(Answer.REFUSED_AGAIN);
    long later = 3600 * SECOND;
    for (int i = 0; i < 20; i++) {
      assertThat(take("lift", later)).isEqualTo(Answer.GRANTED);
    }
    assertThat(take("lift", later)).isEqualTo(Answer.REFUSED);
  }

  @Test
  void clockThatBeginsBelowZeroHarmsNobody() {
    long start = Long.MAX_VALUE - 5;
    assertThat(take("lift", start)).isEqualTo(Answer.GRANTED);
    assertThat(take("lift", start + 10)).isEqualTo(Answer.GRANTED);
  }

  @Test
  void callersWithoutEndAreForgottenWhenTheyRested() {
    for (int i = 0; i < 2 * Allowance.MOST_CALLERS; i++) {
      assertThat(take("caller-" + i, i * SECOND)).isEqualTo(Answer.GRANTED);
    }
    assertThat(allowance.callers()).isLessThanOrEqualTo(Allowance.MOST_CALLERS);
  }

  private Answer take(String caller, long now) {
    return allowance.take(caller, 10, 20, now);
  }
}
