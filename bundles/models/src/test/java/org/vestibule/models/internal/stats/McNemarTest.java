// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class McNemarTest {
  @Test
  void nothingDifferentIsNoEvidence() {
    assertThat(McNemar.exact(0, 0)).isEqualTo(1);
    assertThat(McNemar.exact(7, 7)).isEqualTo(1);
    assertThat(McNemar.exact(7, 8)).isEqualTo(1);
  }

  /** By hand: 2 (1 + 10) / 2^10, and 2 (1 + 17 + 136 + 680 + 2380 + 6188) / 2^17. */
  @Test
  void itIsTheBinomialTailThatOneCountsByHand() {
    assertThat(McNemar.exact(1, 9)).isCloseTo(22 / 1024.0, within(1e-14));
    assertThat(McNemar.exact(12, 5)).isCloseTo(18_804 / 131_072.0, within(1e-14));
    assertThat(McNemar.exact(0, 6)).isCloseTo(1 / 32.0, within(1e-15));
    assertThat(McNemar.exact(9, 1)).isEqualTo(McNemar.exact(1, 9));
  }

  @Test
  void largeCountsAgreeWithExactIntegers() {
    for (int[] counts : new int[][] {{86, 150}, {480, 520}, {1000, 1250}, {0, 900}}) {
      assertThat(McNemar.exact(counts[0], counts[1]) / slowly(counts[0], counts[1]))
          .isCloseTo(1, within(1e-10));
    }
    assertThat(McNemar.exact(1_000_000, 1_010_000)).isBetween(0.0, 1e-10);
  }

  private static double slowly(int fewer, int more) {
    BigInteger term = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (int i = 1; i <= fewer; i++) {
      term = term.multiply(BigInteger.valueOf(fewer + more - i + 1)).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    return new BigDecimal(sum.shiftLeft(1))
        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(fewer + more)), MathContext.DECIMAL64)
        .doubleValue();
  }
}
