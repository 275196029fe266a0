// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;

class FusionTest {
  private static final float BOUND = 0.5f;
  private static final Clue SURE = new Clue("raster", 0, 0.9, "a raster of 30, bound 15");
  private static final Clue RATHER = new Clue("texture", 0, 0.6, "rough by 0.3, bound 0.2");
  private static final Clue HARDLY = new Clue("border", 0, 0.4, "three sides of four");
  private static final Clue LIVING = new Clue("planar-motion", 1, 1, "the nose moves");

  private final Fusion fusion = new Fusion();

  private Finding judge(double score, Clue... clues) {
    return fusion.judge((float) score, BOUND, List.of(clues));
  }

  @Test
  void nothingMakesAFaceAliveThatTheNetworksRefuse() {
    for (int i = 0; i < 5; i++) {
      assertThat(judge(0.4, LIVING).verdict()).isEqualTo(Verdict.SPOOF);
    }
    assertThat(fusion.believed()).isFalse();
  }

  @Test
  void aScoreOnTheBoundIsRefused() {
    assertThat(judge(0.5).verdict()).isEqualTo(Verdict.SPOOF);
  }

  @Test
  void picturesThatContradictTheirTrackAreUnsure() {
    assertThat(judge(0.1).verdict()).isEqualTo(Verdict.SPOOF);
    assertThat(judge(0.8).verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(judge(0.9).verdict()).isEqualTo(Verdict.ALIVE);
    assertThat(judge(0.4).verdict()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void oneAlarmWithholdsAndTheSecondVetoesForGood() {
    Finding first = judge(0.99, SURE);
    assertThat(first.verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(first.reason()).contains("0.990").contains("0.500").contains("raster of 30");
    assertThat(judge(0.99, SURE).verdict()).isEqualTo(Verdict.SPOOF);
    Finding later = judge(0.99, LIVING);
    assertThat(later.verdict()).isEqualTo(Verdict.SPOOF);
    assertThat(later.score()).isZero();
    assertThat(later.reason()).contains("raster of 30, bound 15");
  }

  @Test
  void anAlarmThatDoesNotComeAgainIsForgotten() {
    Clue calm = new Clue("raster", 0.6, 0.2, "no raster");
    judge(0.99, SURE);
    for (int i = 0; i < 3; i++) {
      assertThat(judge(0.99, calm).verdict()).isEqualTo(Verdict.ALIVE);
    }
    assertThat(judge(0.99, SURE).verdict()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void aCueThatIsRatherSureWithholdsAndNeverVetoes() {
    for (int i = 0; i < 6; i++) {
      assertThat(judge(0.99, RATHER).verdict()).isEqualTo(Verdict.UNSURE);
    }
    assertThat(judge(0.99).verdict()).isEqualTo(Verdict.ALIVE);
  }

  @Test
  void aCueThatIsHardlySureDoesNothing() {
    assertThat(judge(0.99, HARDLY).verdict()).isEqualTo(Verdict.ALIVE);
  }
}
