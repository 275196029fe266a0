// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpostorEvidenceTest {
  private static final int TRIALS = 400;

  /** Of 400 cohorts 5 % are 20; 35 would be more than three standard deviations above that. */
  private static final int TOO_MANY = 35;

  @Test
  void tooFewPeopleAreRefused() {
    assertThatThrownBy(() -> ImpostorEvidence.of(Crowd.normal(9, 0, new Random(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 people");
  }

  @Test
  void whatTheDataCannotProveIsRefused() {
    ImpostorEvidence evidence = ImpostorEvidence.of(Crowd.normal(100, 0, new Random(2)));

    assertThatThrownBy(() -> evidence.proven(1e-5)).isInstanceOf(IllegalArgumentException.class);
    assertThat(evidence.provable()).isGreaterThan(3.0 / evidence.size() * 0.99);
    assertThat(evidence.estimated(1e-5)).isGreaterThanOrEqualTo(evidence.highest());
  }

  @ParameterizedTest
  @CsvSource({
    "60, 0, 0.02",
    "100, 0, 0.002",
    "100, 0.05, 0.01",
    "100, 0.2, 0.02",
    "120, 0.3, 0.05"
  })
  void aProvenThresholdKeepsItsBoundInAtLeastNineteenOfTwentyCohorts(
      int people, double likeness, double rate) {
    Random random = new Random(3);
    int broken = 0;
    int proven = 0;
    for (int i = 0; i < TRIALS; i++) {
      ImpostorEvidence evidence = ImpostorEvidence.of(Crowd.normal(people, likeness, random));
      if (evidence.provable() <= rate) {
        proven++;
        broken += Crowd.above(evidence.proven(rate)) > rate ? 1 : 0;
      }
    }
    assertThat(broken).isLessThan(TOO_MANY);
    assertThat(proven).isGreaterThan(TRIALS / 2);
  }

  @Test
  void independentComparisonsAreWorthNearlyTheirNumberAndSharedPeopleLess() {
    ImpostorEvidence alone = ImpostorEvidence.of(Crowd.normal(200, 0, new Random(4)));
    ImpostorEvidence alike = ImpostorEvidence.of(Crowd.normal(200, 0.2, new Random(4)));

    assertThat(alone.effective()).isBetween(0.6 * alone.size(), 1.0 * alone.size());
    assertThat(alike.effective()).isBetween(100.0, 0.2 * alike.size());
  }

  /** Ten faces of each person that are all but the same are worth no more than one of each. */
  @Test
  void theSameFaceTenTimesProvesNoMore() {
    Random random = new Random(5);
    Comparisons once = Crowd.normal(60, 0, random);
    float[] single = once.sorted();
    float[] scores = new float[single.length * 4];
    int[] faces = new int[60];
    Arrays.fill(faces, 2);
    float[] drawn = new float[single.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) random.nextGaussian();
      for (int k = 0; k < 4; k++) {
        scores[4 * i + k] = drawn[i];
      }
    }
    ImpostorEvidence evidence = ImpostorEvidence.of(new Comparisons(faces, scores));

    assertThat(evidence.size()).isEqualTo(4 * single.length);
    assertThat(evidence.effective()).isLessThan(1.4 * single.length);
  }

  /** The tail is never made shorter than exponential, so it errs on the strict side. */
  @Test
  void theTailsEstimateIsNearTheTruthAndStricter() {
    Random random = new Random(6);
    double ratio = 0;
    for (int i = 0; i < 50; i++) {
      ImpostorEvidence evidence = ImpostorEvidence.of(Crowd.normal(200, 0, random));
      ratio += Math.log10(Crowd.above(evidence.estimated(1e-6)) / 1e-6) / 50;
      assertThat(evidence.estimate(evidence.estimated(1e-6))).isLessThanOrEqualTo(1.001e-6);
    }
    assertThat(ratio).isBetween(-2.5, 0.0);
  }

  @Test
  void estimatesAreCountedWhereThereIsEnoughToCount() {
    ImpostorEvidence evidence = ImpostorEvidence.of(Crowd.normal(200, 0, new Random(7)));

    assertThat(evidence.estimate(1)).isCloseTo(Crowd.above(1), within(0.01));
    assertThat(evidence.upper(1)).isGreaterThan(evidence.estimate(1));
  }
}
