// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwapPacksTest {
  @Test
  void theNextVersionIsHigherWhateverTheNumberOfDigits() {
    assertThat(SwapPacks.after("6.0.0")).isEqualTo("6.0.1");
    assertThat(SwapPacks.after("0.0.9")).isEqualTo("0.0.10");
  }
}
