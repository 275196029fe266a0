// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceTemplate;

class FaceScoresTest {
  private static final int PEOPLE = 30;
  private static final int PICTURES = 4;

  /** People as random directions, and pictures of each that differ from it a little. */
  private static List<List<FaceTemplate>> people(double spread) {
    Random random = new Random(1);
    List<List<FaceTemplate>> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      float[] person = random(random, 1);
      List<FaceTemplate> pictures = new ArrayList<>();
      for (int k = 0; k < PICTURES; k++) {
        float[] picture = random(random, spread);
        for (int d = 0; d < picture.length; d++) {
          picture[d] += person[d];
        }
        pictures.add(FaceTemplate.of("s", picture));
      }
      people.add(pictures);
    }
    return people;
  }

  private static float[] random(Random random, double spread) {
    float[] direction = new float[64];
    for (int d = 0; d < direction.length; d++) {
      direction[d] = (float) (spread * random.nextGaussian());
    }
    return direction;
  }

  @Test
  void eachPairOfPicturesIsCountedOnce() {
    FaceScores scores = new FaceScores(people(0.5), 5, 1);
    FaceScores.Errors errors = scores.pairs(scores.thresholds(0.01));

    assertThat(errors.genuine().trials()).isEqualTo(PEOPLE * PICTURES * (PICTURES - 1) / 2);
    assertThat(errors.impostor().trials())
        .isEqualTo(PEOPLE * (PEOPLE - 1) / 2 * PICTURES * PICTURES);
    assertThat(errors.impostor().rate()).isCloseTo(0.01, within(0.01));
    assertThat(errors.impostor().upper()).isGreaterThan(errors.impostor().rate());
  }

  @Test
  void aThresholdOfEachFoldIsFittedWithoutIt() {
    double[] thresholds = new FaceScores(people(0.5), 5, 1).thresholds(0.001);

    assertThat(thresholds).hasSize(5);
    assertThat(thresholds).isNotEqualTo(new FaceScores(people(0.5), 5, 2).thresholds(0.001));
  }

  @Test
  void moreTemplatesRejectFewerAndAcceptMore() {
    FaceScores scores = new FaceScores(people(1.2), 5, 1);
    FaceScores.Errors one = scores.attempts(scores.always(0.35), 1);
    FaceScores.Errors three = scores.attempts(scores.always(0.35), 3);

    assertThat(one.genuine().trials()).isEqualTo(PEOPLE * PICTURES);
    assertThat(one.impostor().trials()).isEqualTo(PEOPLE * PICTURES * (PEOPLE - 1));
    assertThat(three.genuine().errors()).isLessThan(one.genuine().errors());
    assertThat(three.impostor().errors()).isGreaterThan(one.impostor().errors());
  }

  @Test
  void errorsOfOnePersonAreWorthLessThanThoseOfMany() {
    ErrorCount one = new ErrorCount(20);
    ErrorCount many = new ErrorCount(20);
    for (int person = 0; person < 20; person++) {
      for (int i = 0; i < 10; i++) {
        one.add(person, person == 0);
        many.add(person, i == 0 && person % 2 == 0);
      }
    }
    assertThat(one.rate()).isEqualTo(many.rate());
    assertThat(one.upper()).isGreaterThan(2 * many.upper());
    assertThat(many.lower()).isGreaterThan(one.lower());
  }

  @Test
  void theCurveIsDrawnOnNormalDeviates() {
    FaceScores scores = new FaceScores(people(1.2), 5, 1);
    String svg = DetCurve.svg("a < b", scores.genuine(), scores.impostors().sorted());

    assertThat(svg)
        .contains("prefers-color-scheme: dark", "a &lt; b", "0.1 %", "<polyline")
        .doesNotContain("NaN");
    assertThat(DetCurve.deviate(0.025)).isCloseTo(-1.95996, within(5e-4));
    assertThat(DetCurve.deviate(0.975)).isCloseTo(1.95996, within(5e-4));
  }
}
