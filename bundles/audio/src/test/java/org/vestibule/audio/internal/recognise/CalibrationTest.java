// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void tooFewRecordingsOrOneKindAreRefused() {
    List<ConfidenceFeatures> some = new ArrayList<>(Collections.nCopies(30, features(-0.1)));
    assertThatThrownBy(() -> CalibrationFit.fit(some, new boolean[30]))
        .hasMessageContaining("30 recordings, 0 of them right");
    assertThatThrownBy(() -> CalibrationFit.fit(some.subList(0, 5), new boolean[5]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFitFindsTheProbabilityThatTheDataWereDrawnFrom() {
    Random random = new Random(7);
    List<ConfidenceFeatures> features = new ArrayList<>();
    boolean[] right = new boolean[2000];
    for (int i = 0; i < right.length; i++) {
      double mean = -random.nextDouble();
      features.add(features(mean));
      right[i] = random.nextDouble() < probability(mean);
    }
    Calibration fitted = CalibrationFit.fit(features, right);
    for (double mean : new double[] {-0.1, -0.5, -0.9}) {
      assertThat(fitted.probability(features(mean))).isCloseTo(probability(mean), within(0.06));
    }
    assertThat(fitted.parameters())
        .hasSize(7)
        .containsKeys("confidenceBias", "confidenceMeanLogProbability");
  }

  private static double probability(double mean) {
    return 1 / (1 + Math.exp(-(3 + 6 * mean)));
  }

  private static ConfidenceFeatures features(double mean) {
    return new ConfidenceFeatures(mean, -2, 4, 0.8, 0.9, 0.95);
  }
}
