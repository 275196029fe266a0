// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /**
   * R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
   * Medicine 17 (1998), table I, method 3.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void wilsonGivesThePublishedIntervals(int hits, int n, double low, double high) {
    Interval interval = Interval.wilson(hits, n);

    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void withoutDataThereIsNoIntervalAndNothingIsWithinABound() {
    assertThat(Interval.wilson(0, 0)).isEqualTo(Interval.UNKNOWN);
    assertThat(Interval.ofMean(new double[0])).isEqualTo(Interval.UNKNOWN);
    assertThat(Interval.UNKNOWN.within(1e9)).isFalse();
  }

  @Test
  void theBootstrapOfAlternatingValuesIsTheBinomialOneCanLookUp() {
    // The mean of 100 draws of 0 or 1 is Binomial(100, 1/2) / 100: its central 95 % are 0.40 to
    // 0.60.
    double[] values = new double[100];
    for (int i = 0; i < values.length; i += 2) {
      values[i] = 1;
    }

    Interval interval = Interval.ofMean(values);

    assertThat(interval.low()).isCloseTo(0.40, within(0.011));
    assertThat(interval.high()).isCloseTo(0.60, within(0.011));
    assertThat(Interval.ofMean(values)).isEqualTo(interval);
    assertThat(interval.within(0.5)).isFalse();
    assertThat(interval.within(0.62)).isTrue();
  }

  @Test
  void theBootstrapOfNormalValuesIsAboutTwoStandardErrors() {
    Random random = new Random(3);
    double[] values = new double[400];
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
      mean += values[i] / values.length;
    }

    Interval interval = Interval.ofMean(values);

    assertThat(interval.low()).isCloseTo(mean - 1.96 / 20, within(0.015));
    assertThat(interval.high()).isCloseTo(mean + 1.96 / 20, within(0.015));
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Interval.ofMean(new double[] {0.25})).isEqualTo(new Interval(0.25, 0.25));
  }
}
