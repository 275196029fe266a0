// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.face.OperatingPoint.Proof;

class DerivationTest {
  /** Scores as of real faces: mean 0, standard deviation 0.1. */
  private static final Impostors CROWD =
      new Impostors(
          ImpostorEvidence.of(Crowd.normal(200, 0, 0.1, new Random(1))),
          "people made up for a test",
          true);

  private static Derivation derivation(double far, double configured, boolean serving) {
    return new Derivation(
        new ThresholdSettings(far, configured, 0.9, false), "s", 0.2, serving, Optional.of(CROWD));
  }

  @Test
  void whatIsNotProvableIsSaidWithWhatWouldBe() {
    OperatingPoint point = derivation(1e-5, 0, true).point(1);

    assertThat(point.proof()).isEqualTo(Proof.NOT_PROVABLE);
    assertThat(point.threshold()).isGreaterThan(CROWD.evidence().highest());
    assertThat(point.estimatedFar()).isLessThan(1.0001e-5);
    assertThat(point.upperFar()).isGreaterThan(1e-5).isEqualTo(point.provableFar());
    assertThat(point.sentence())
        .contains(
            "1 in 100,000 is not provable with this data: 200 people, 19,900 pairs, worth",
            "can prove at best 1 in ",
            "no camera saw them");
  }

  @Test
  void whatTheDataProvesIsProven() {
    OperatingPoint point = derivation(0.001, 0, true).point(1);

    assertThat(point.proof()).isEqualTo(Proof.PROVEN);
    assertThat(point.upperFar()).isLessThanOrEqualTo(0.001);
    assertThat(point.estimatedFar()).isLessThan(point.upperFar());
    assertThat(point.threshold()).isBetween(0.31, 0.4);
    assertThat(point.sentence()).contains("1 in 1,000 false accepts are proven with this data");
  }

  @Test
  void theBoundHoldsForTheAttemptSoMoreComparisonsMakeItStricter() {
    OperatingPoint one = derivation(0.005, 0, true).point(1);
    OperatingPoint five = derivation(0.005, 0, true).point(5);
    OperatingPoint many = derivation(0.005, 0, true).point(400);

    assertThat(five.threshold()).isGreaterThan(one.threshold());
    assertThat(five.proof()).isEqualTo(Proof.PROVEN);
    assertThat(five.upperFar()).isLessThanOrEqualTo(0.005);
    assertThat(many.proof()).isEqualTo(Proof.NOT_PROVABLE);
    assertThat(many.provableFar()).isGreaterThan(0.005);
    assertThat(Derivation.perAttempt(Derivation.perComparison(1e-5, 400), 400))
        .isCloseTo(1e-5, within(1e-15));
  }

  @Test
  void theModelsOwnThresholdIsNeverUndercut() {
    Derivation lax =
        new Derivation(
            new ThresholdSettings(0.01, 0, 0.9, false), "s", 0.45, true, Optional.of(CROWD));

    assertThat(lax.point(1).threshold()).isEqualTo(0.45);
    assertThat(lax.point(1).proof()).isEqualTo(Proof.PROVEN);
  }

  @Test
  void withoutACohortTheModelsOwnThresholdHoldsAndNothingIsClaimed() {
    OperatingPoint point =
        new Derivation(ThresholdSettings.DEFAULTS, "s", 0.45, true, Optional.empty()).point(3);

    assertThat(point.proof()).isEqualTo(Proof.NO_COHORT);
    assertThat(point.threshold()).isEqualTo(0.45);
    assertThat(point.estimatedFar()).isNaN();
    assertThat(point.provableFar()).isNaN();
    assertThat(point.sentence()).contains("Nothing is known of its false accepts");
  }

  @Test
  void aThresholdThatWouldRefuseTheEnrolledIsNotDerivedAndTheSentenceSaysSo() {
    Derivation held =
        new Derivation(
            new ThresholdSettings(1e-8, 0, 0.3, false), "s", 0.2, true, Optional.of(CROWD));
    OperatingPoint point = held.point(1);

    assertThat(point.threshold()).isEqualTo(0.3);
    assertThat(point.proof()).isEqualTo(Proof.MISSED);
    assertThat(point.estimatedFar()).isGreaterThan(1e-8);
    assertThat(point.sentence()).contains("held at maxSimilarityThreshold");
  }

  @Test
  void aConfiguredThresholdHoldsForTheModelThatServesAndMakesAnOlderOneStricterOnly() {
    OperatingPoint serving = derivation(0.001, 0.1, true).point(1);
    OperatingPoint lower = derivation(0.001, 0.1, false).point(1);
    OperatingPoint higher = derivation(0.001, 0.8, false).point(1);

    assertThat(serving.proof()).isEqualTo(Proof.CONFIGURED);
    assertThat(serving.threshold()).isEqualTo(0.1);
    assertThat(serving.estimatedFar()).isGreaterThan(0.1);
    assertThat(lower.threshold()).isEqualTo(derivation(0.001, 0, true).point(1).threshold());
    assertThat(higher.threshold()).isEqualTo(0.8);
  }
}
