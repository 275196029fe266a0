// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;

class HeadTest {
  private static final float[] SENTENCE = {0.6f, 0.8f};

  @Test
  void probabilitiesAreThoseComputedByHand() {
    // Logits 0.6, 0.8 and ln 2: exp gives 1.8221188, 2.2255409 and 2, together 6.0476597.
    assertThat(Heads.small(1).scores(SENTENCE).probabilities())
        .containsExactly(new double[] {0.301293, 0.367999, 0.330706}, within(2e-6));
    // At temperature 1/2 the logits double: 3.3201169, 4.9530324 and 4, together 12.2731493.
    assertThat(Heads.small(0.5).scores(SENTENCE).probabilities())
        .containsExactly(new double[] {0.270519, 0.403567, 0.325915}, within(2e-6));
  }

  @Test
  void hugeLogitsGiveNoNan() {
    float[] huge = {1e30f, -1e30f};
    assertThat(Heads.small(0.01).scores(huge).probabilities())
        .containsExactly(new double[] {1, 0, 0}, within(0.0));
  }

  @Test
  void theNearestExampleIsTheOneInTheSameDirection() {
    // Examples (1, 0) and (0, 1): the cosine of (0.6, 0.8) to the second is 0.8.
    assertThat(Heads.small(1).scores(SENTENCE).nearest()).isCloseTo(0.8, within(1e-6));
    assertThat(Heads.small(1).scores(new float[2]).nearest()).isCloseTo(0, within(1e-6));
  }

  @Test
  void roundingKeepsTheDirection() {
    assertThat(Examples.rounded(new float[] {0.5f, -1, 0})).containsExactly(64, -127, 0);
    assertThat(Examples.rounded(new float[3])).containsExactly(0, 0, 0);
  }

  @Test
  void anEmergencyIsNeverLostToABound() {
    Head head = Heads.small(1);
    // p(emergency) is 0.37 and the largest; no bound can be met.
    Triage answer =
        Sorter.byHead(head, head.scores(SENTENCE), new Thresholds(0.99, 0.99, 0.99), "m@1");
    assertThat(answer.intent()).isEqualTo(Intent.EMERGENCY);
  }

  @Test
  void anUnlikelyEmergencyWinsOverALikelierClass() {
    Head head = Heads.small(1);
    float[] parcel = {1, 0};
    Thresholds low = new Thresholds(0.15, 0, 0);
    Thresholds high = new Thresholds(0.25, 0, 0);
    // p: delivery 0.476, emergency 0.175, other 0.350.
    assertThat(Sorter.byHead(head, head.scores(parcel), low, "m@1"))
        .satisfies(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.EMERGENCY);
              assertThat(answer.reason()).contains("0.17", "0.15");
            });
    assertThat(Sorter.byHead(head, head.scores(parcel), high, "m@1").intent())
        .isEqualTo(Intent.DELIVERY);
  }

  @Test
  void anEmergencyThatASiteTaughtAwayIsSeenByTheGuard() {
    Head guard = Heads.small(1);
    Softmax sure = new Softmax(new float[][] {{9, 9}, {0, 0}, {0, 0}}, new float[3], 1);
    Head taught =
        new Head(
            guard.encoder(),
            guard.fingerprint(),
            guard.labels(),
            sure,
            0,
            guard.thresholds(),
            guard.examples(),
            guard);
    Triage answer = Sorter.byHead(taught, taught.scores(SENTENCE), guard.thresholds(), "m@1");
    assertThat(answer.intent()).isEqualTo(Intent.EMERGENCY);
    assertThat(answer.reason()).contains("0.37", "whatever was taught");
  }

  @Test
  void whatVisitorsDoNotSayIsAClassOfItsOwn() {
    Head toy = Heads.small(1);
    Head head =
        new Head(
            toy.encoder(),
            toy.fingerprint(),
            List.of(Label.of(Intent.UNCLEAR), Label.of(Intent.EMERGENCY), Label.of(Intent.OTHER)),
            toy.softmax(),
            0,
            toy.thresholds(),
            toy.examples(),
            null);
    Head.Scores parcel = head.scores(new float[] {1, 0});
    assertThat(Sorter.byHead(head, parcel, new Thresholds(0.9, 0, 0), "m@1"))
        .satisfies(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.UNCLEAR);
              assertThat(answer.reason()).contains("0.48", "other, has 0.35");
            });
  }

  @Test
  void anUnclearAnswerNamesValueAndBound() {
    Head head = Heads.small(1);
    Head.Scores parcel = head.scores(new float[] {1, 0});
    assertThat(Sorter.byHead(head, parcel, new Thresholds(0.9, 0.6, 0), "m@1"))
        .satisfies(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.UNCLEAR);
              assertThat(answer.confidence()).isCloseTo(0.476f, within(0.001f));
              assertThat(answer.reason()).contains("delivery", "0.48", "0.60");
            });
    Head.Scores slant = head.scores(new float[] {0.8f, -0.6f});
    assertThat(Sorter.byHead(head, slant, new Thresholds(0.9, 0, 0.9), "m@1"))
        .satisfies(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.UNCLEAR);
              assertThat(answer.reason()).contains("cosine 0.80", "0.90");
            });
  }
}
