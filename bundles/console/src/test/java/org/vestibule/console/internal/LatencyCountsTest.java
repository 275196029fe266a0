// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantiles from buckets, beside the sorted values themselves. */
class LatencyCountsTest {
  @Test
  void nothingCountedIsNoValue() {
    LatencyCounts counts = new LatencyCounts();
    assertThat(counts.n()).isZero();
    assertThat(counts.quantile(0.95)).isZero();
  }

  @Test
  void whatIsOutOfBoundsIsCountedAtTheBound() {
    LatencyCounts counts = new LatencyCounts();
    counts.add(-5);
    counts.add(Long.MAX_VALUE);
    assertThat(counts.n()).isEqualTo(2);
    assertThat(counts.quantile(0.5)).isZero();
    assertThat(counts.max()).isEqualTo(1L << 30);
  }

  @Test
  void quantilesAreRightToThreePercent() {
    Random random = new Random(7);
    long[] values = new long[5000];
    LatencyCounts first = new LatencyCounts();
    LatencyCounts second = new LatencyCounts();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 17);
      (i % 3 == 0 ? first : second).add(values[i]);
    }
    first.addAll(second);
    Arrays.sort(values);
    assertThat(first.n()).isEqualTo(values.length);
    assertThat(first.max()).isEqualTo(values[values.length - 1]);
    for (double of : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      long exact = values[(int) Math.ceil(of * values.length) - 1];
      assertThat((double) first.quantile(of))
          .as("quantile " + of)
          .isCloseTo(exact, within(exact / 32.0 + 1));
    }
  }
}
