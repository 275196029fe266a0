// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
  @Test
  void theFitIsTheOneComputedByHand() {
    // Samples +1 of class 0 and -1 of class 1: by symmetry the weights are a and -a, the bias 0,
    // and
    // the gradient vanishes where l2 * a = 1 / (1 + exp(2 a)). For a = 1 that is this l2.
    double l2 = 1 / (1 + Math.exp(2));
    double[][] fit =
        SoftmaxRegression.fit(new float[][] {{1}, {-1}}, new int[] {0, 1}, 2, l2, 1e-7);
    assertThat(fit[0]).containsExactly(new double[] {1, 0}, within(1e-5));
    assertThat(fit[1]).containsExactly(new double[] {-1, 0}, within(1e-5));
  }

  @Test
  void theBiasLearnsHowOftenAClassComes() {
    // Nothing but the bias can tell: three of four samples are class 0, so the logits differ by ln
    // 3.
    float[][] same = {{0}, {0}, {0}, {0}};
    double[][] fit = SoftmaxRegression.fit(same, new int[] {0, 0, 0, 1}, 2, 0.1, 1e-7);
    assertThat(fit[0][1] - fit[1][1]).isCloseTo(Math.log(3), within(1e-4));
  }

  @Test
  void theSameSamplesGiveTheSameBits() {
    float[][] samples = new float[60][8];
    int[] labels = new int[60];
    for (int n = 0; n < samples.length; n++) {
      labels[n] = n % 3;
      samples[n][n % 8] = 0.8f;
      samples[n][labels[n]] += 0.6f;
    }
    assertThat(SoftmaxRegression.fit(samples, labels, 3, 1e-3, 1e-7))
        .isDeepEqualTo(SoftmaxRegression.fit(samples, labels, 3, 1e-3, 1e-7));
  }
}
